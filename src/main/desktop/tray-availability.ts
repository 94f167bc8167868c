import type { FloorView } from '../../shared/contract/floor.ts';
import type { AvailabilityWish } from '../../shared/domain/availability.ts';
import {
  callComesFirst,
  canChoose,
  reasonsOf,
  standingOf,
  standingText,
} from '../../shared/floor-text.ts';
import type { Translate } from '../i18n/translate.ts';
import type { TrayEntry } from './tray-model.ts';

/** Says what the agent is for the floor; null while none is joined. */
export function standingWords(floor: FloorView, t: Translate): string | null {
  const standing = standingOf(floor);
  if (standing === null) return null;
  const { key, ...values } = standingText(standing, floor);
  return t(key, values);
}

/**
 * What the tray's menu has of the floor: one entry that says what the agent is, and holds what it
 * can be changed to. Nothing while no floor is joined.
 */
export function availabilityEntries(floor: FloorView, t: Translate): TrayEntry[] {
  const words = standingWords(floor, t);
  if (words === null) return [];
  const label = `${t('floor.availability')}: ${words}`;
  const entries = [
    ...(canChoose(floor.connection) ? choices(floor, t) : []),
    ...remedies(floor, t),
  ];
  // The window says what has to be done about it elsewhere.
  if (entries.length === 0)
    return [{ kind: 'action', label, action: { do: 'open', callId: null } }];
  return [{ kind: 'submenu', label, entries }];
}

/** What helps where choosing does not. */
function remedies({ connection, availability }: FloorView, t: Translate): TrayEntry[] {
  const action = (label: string, does: 'endWrapUp' | 'signInHere' | 'retry'): TrayEntry => ({
    kind: 'action',
    label,
    action: { do: does },
  });
  const separator: TrayEntry = { kind: 'separator' };
  if (connection === 'elsewhere') return [action(t('floor.choose.signInHere'), 'signInHere')];
  if (connection === 'locked') return [action(t('floor.choose.askKeychain'), 'retry')];
  if (connection === 'unreachable') return [separator, action(t('floor.choose.retry'), 'retry')];
  return connection === 'connected' && availability.state === 'wrapup'
    ? [separator, action(t('floor.choose.endWrapUp'), 'endWrapUp')]
    : [];
}

function choices(floor: FloorView, t: Translate): TrayEntry[] {
  const { wish } = floor.availability;
  const choice = (label: string, offered: AvailabilityWish): TrayEntry => ({
    kind: 'choice',
    label,
    chosen: isSame(wish, offered),
    action: { do: 'beAvailable', wish: offered },
  });
  const heading: TrayEntry = { kind: 'note', label: t('floor.choose.afterCall') };
  return [
    ...(callComesFirst(floor.availability) ? [heading] : []),
    choice(t('floor.choose.available'), { state: 'available' }),
    choice(t('floor.choose.break'), { state: 'break', reason: null }),
    ...reasonsOf(floor).map((reason) =>
      choice(t('floor.choose.breakBecause', { reason }), { state: 'break', reason }),
    ),
  ];
}

function isSame(one: AvailabilityWish, other: AvailabilityWish): boolean {
  if (one.state === 'available' || other.state === 'available') return one.state === other.state;
  return one.reason === other.reason;
}

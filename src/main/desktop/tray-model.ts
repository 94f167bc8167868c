import { stateKey, whoInFull, whoOf } from '../../shared/call-text.ts';
import type { FloorView } from '../../shared/contract/floor.ts';
import type { AvailabilityWish } from '../../shared/domain/availability.ts';
import type { Call, NumberedCall } from '../../shared/domain/call.ts';
import { isLive } from '../../shared/domain/call.ts';
import { standingOf } from '../../shared/floor-text.ts';
import type { Translate } from '../i18n/translate.ts';
import { availabilityEntries, standingWords } from './tray-availability.ts';

/** `away`: a floor is joined, and the agent is not available to it. */
export type TrayIcon = 'idle' | 'ringing' | 'talking' | 'ended' | 'practice' | 'away';

/**
 * Returns the file of a state's icon. macOS paints `…Template.png` in the menu bar's own colour, so
 * only its shape counts; Windows takes a file with a drawing for every scale. `@2x` is found beside
 * it.
 */
export function trayIconFile(icon: TrayIcon, platform: string): string {
  if (platform === 'darwin') return `${icon}Template.png`;
  return platform === 'win32' ? `${icon}.ico` : `${icon}.png`;
}

export interface TrayState {
  /** The call that matters now: live, in doubt, or just over. */
  call: Call | null;
  /** Most recently dialled, newest first. */
  recent: readonly NumberedCall[];
  practice: boolean;
  floor: FloorView;
  /** Customers who wait to be called back. */
  missed: number;
}

/** What a menu entry does; its label says the rest. */
export type TrayAction =
  | { do: 'open'; callId: string | null }
  | { do: 'dialClipboard' | 'openMissed' }
  | { do: 'dial'; number: string; practice: boolean }
  | { do: 'beAvailable'; wish: AvailabilityWish }
  | { do: 'endWrapUp' | 'signInHere' | 'retry' }
  | { do: 'quit' };

export type TrayEntry =
  | { kind: 'separator' }
  | { kind: 'note'; label: string }
  | { kind: 'action'; label: string; action: TrayAction }
  /** One of several of which one is chosen. */
  | { kind: 'choice'; label: string; chosen: boolean; action: TrayAction }
  | { kind: 'submenu'; label: string; entries: TrayEntry[] };

/** Everything the tray shows, as plain data: equal models look the same. */
export interface TrayModel {
  icon: TrayIcon;
  tooltip: string;
  entries: TrayEntry[];
}

/** How many recent numbers the menu shows. */
export const recentShown = 5;

/**
 * Escapes a text for a menu label, on every system: a single `&` makes the next letter an access
 * key and is not shown (electron/electron#9584, #9978).
 */
export function menuLabel(text: string): string {
  return text.replaceAll('&', '&&');
}

/**
 * Escapes a text for the tray's tooltip. Windows 10 consumes `&` twice there
 * (electron/electron#14373), Windows 11 shows every one of them (reupen/columns_ui#1010): the
 * full-width one looks the same to the agent and is special to neither.
 */
export function toolTipText(text: string, platform: string): string {
  return platform === 'win32' ? text.replaceAll('&', '＆') : text;
}

export function trayModel(state: TrayState, t: Translate): TrayModel {
  const { call, recent, practice, floor } = state;
  const status = statusLine(state, t);
  const missed = state.missed > 0 ? t('desktop.tray.missed', { count: state.missed }) : null;
  const entries: TrayEntry[] = [
    call
      ? { kind: 'action', label: status, action: { do: 'open', callId: call.id } }
      : { kind: 'note', label: status },
    ...(missed === null
      ? []
      : [{ kind: 'action', label: missed, action: { do: 'openMissed' } } as const]),
    ...availabilityEntries(floor, t),
    { kind: 'separator' },
    { kind: 'action', label: t('desktop.tray.dialClipboard'), action: { do: 'dialClipboard' } },
  ];
  if (recent.length > 0) {
    entries.push({ kind: 'separator' }, { kind: 'note', label: t('desktop.tray.recent') });
    for (const each of recent.slice(0, recentShown)) {
      const action = { do: 'dial', number: each.customerNumber, practice } as const;
      entries.push({ kind: 'action', label: whoInFull(each, t), action });
    }
  }
  entries.push(
    { kind: 'separator' },
    { kind: 'action', label: t('desktop.tray.open'), action: { do: 'open', callId: null } },
    { kind: 'action', label: t('desktop.tray.quit'), action: { do: 'quit' } },
  );
  return {
    icon: iconOf(state),
    tooltip: `Handset – ${[status, missed ?? []].flat().join(' · ')}`,
    entries,
  };
}

function statusLine({ call, practice, floor }: TrayState, t: Translate): string {
  if (!call && practice) return t('desktop.tray.practice');
  if (!call) return standingWords(floor, t) ?? t('desktop.tray.idle');
  return t('desktop.tray.live', { who: whoOf(call, t), state: t(stateKey(call)) });
}

function iconOf({ call, practice, floor }: TrayState): TrayIcon {
  if (!call && practice) return 'practice';
  if (!call) return (standingOf(floor) ?? 'available') === 'available' ? 'idle' : 'away';
  if (call.state === 'agent_answered' || call.state === 'answered') return 'talking';
  return isLive(call.state) && call.state !== 'finishing' ? 'ringing' : 'ended';
}

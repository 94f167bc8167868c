import type { FloorView } from '../../shared/contract/floor.ts';
import { standingOf, standingText } from '../../shared/floor-text.ts';
import type { Translate } from '../i18n/translate.ts';
import type { NotificationText } from '../os/notifications.ts';

/** Says what the agent is after the hotkey for it was pressed. */
export function toggledText(view: FloorView, t: Translate): NotificationText {
  const { availability, connection } = view;
  const { wish, state } = availability;
  if (connection === 'unreachable' || connection === 'connecting')
    return { title: t(`floor.choose.${wish.state}`), body: t('floor.toggled.bodyUnconnected') };
  const body = t('floor.toggled.body');
  // “On a call” would not tell what the key has done.
  if (connection === 'connected' && state === 'oncall' && wish.state === 'available') {
    const reason = t('floor.choose.available');
    return { title: t('floor.because.breakAfterCall', { reason }), body };
  }
  const standing = standingOf(view) ?? 'offline';
  const { key, ...values } = standingText(standing, view);
  const title = t(key, values);
  return connection === 'connected' || connection === 'none'
    ? { title, body }
    : { title, body: t(`floor.trouble.${connection}.message`) };
}

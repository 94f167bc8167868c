import type { Call } from '../../shared/domain/call.ts';
import type { Translate } from '../i18n/translate.ts';
import type { NotificationText } from '../os/notifications.ts';

/**
 * What the notification says of a call that is over: how it came out; below it who, talk time and
 * where a click leads. Or that the agent has to tell whether it was placed.
 */
export function callNotification(call: Call, t: Translate): NotificationText {
  const { customerName, customerDisplay, talkSeconds } = call;
  if (call.state === 'unknown') {
    return {
      title: t('desktop.notifications.unknown.title', { who: customerName ?? customerDisplay }),
      body: t('desktop.notifications.unknown.body'),
    };
  }
  const outcome = t(`calls.outcomes.${call.outcome ?? 'no_final_status'}.title`);
  const who = customerName ? `${customerName} · ${customerDisplay}` : customerDisplay;
  return {
    title: call.practice ? t('desktop.notifications.ended.practiceTitle', { outcome }) : outcome,
    body:
      talkSeconds === null
        ? t('desktop.notifications.ended.body', { who })
        : t('desktop.notifications.ended.bodyTalked', { who, talkTime: clock(talkSeconds) }),
  };
}

/** Seconds as `3:05` or `1:02:09`. */
function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const pad = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0
    ? `${hours}:${pad(minutes)}:${pad(whole % 60)}`
    : `${minutes}:${pad(whole % 60)}`;
}

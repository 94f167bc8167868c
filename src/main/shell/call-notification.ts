import type { Call } from '../../shared/domain/call.ts';
import type { NotificationText } from './notifications.ts';
import type { Translate } from './translate.ts';

/**
 * What the notification says of a call that is over, or in doubt: outcome, who, talk time; or that
 * the agent has to tell whether it was placed.
 */
export function callNotification(call: Call, t: Translate): NotificationText {
  const who = call.customerName ?? call.customerDisplay;
  if (call.state === 'unknown') {
    return {
      title: t('notifications.unknown.title', { who }),
      body: t('notifications.unknown.body'),
    };
  }
  const outcome = t(`outcomes.${call.outcome ?? 'no_final_status'}.title`);
  const title = t(
    call.practice ? 'notifications.ended.practiceTitle' : 'notifications.ended.title',
    {
      outcome,
      who,
    },
  );
  const body =
    call.talkSeconds === null
      ? t('notifications.ended.body', { number: call.customerDisplay })
      : t('notifications.ended.bodyTalked', {
          number: call.customerDisplay,
          talkTime: clock(call.talkSeconds),
        });
  return { title, body };
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

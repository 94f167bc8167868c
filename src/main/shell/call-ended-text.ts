import type { Call } from '../../shared/domain/call.ts';
import type { NotificationText } from './notifications.ts';
import type { Translate } from './translate.ts';

/** What the notification says when a call has ended: outcome, who, talk time. */
export function callEndedText(call: Call, t: Translate): NotificationText {
  const outcome = t(`outcomes.${call.outcome ?? 'unknown'}.title`);
  const who = call.customerName ?? call.customerDisplay;
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

import { outcomeKey, whoInFull, whoOf } from '../../shared/call-text.ts';
import { clockOf } from '../../shared/clock-text.ts';
import type { Call } from '../../shared/domain/call.ts';
import type { Translate } from '../i18n/translate.ts';
import type { NotificationText } from '../os/notifications.ts';

/**
 * Returns the notification for a call that is over: how it came out; below that the customer, the
 * talk time and what a click does. Or that the agent has to say whether it was placed.
 */
export function callNotification(call: Call, t: Translate): NotificationText {
  const { talkSeconds } = call;
  if (call.state === 'unknown') {
    return {
      title: t('desktop.notifications.unknown.title', { who: whoOf(call, t) }),
      body: t('desktop.notifications.unknown.body'),
    };
  }
  const outcome = t(outcomeKey(call, call.outcome ?? 'no_final_status'));
  const who = whoInFull(call, t);
  return {
    title: call.practice ? t('desktop.notifications.ended.practiceTitle', { outcome }) : outcome,
    body:
      talkSeconds === null
        ? t('desktop.notifications.ended.body', { who })
        : t('desktop.notifications.ended.bodyTalked', {
            who,
            talkTime: clockOf(Math.round(talkSeconds)),
          }),
  };
}

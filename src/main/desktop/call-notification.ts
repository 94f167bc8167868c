import { outcomeKey, whoInFull, whoOf } from '../../shared/call-text.ts';
import { clockOf } from '../../shared/clock-text.ts';
import type { Call } from '../../shared/domain/call.ts';
import type { Translate } from '../i18n/translate.ts';
import type { NotificationText } from '../os/notifications.ts';

/**
 * What the notification says of a call that is over: how it came out; below it who, talk time and
 * where a click leads. Or that the agent has to tell whether it was placed.
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

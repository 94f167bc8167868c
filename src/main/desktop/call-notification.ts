import { outcomeKey, whoInFull, whoOf } from '../../shared/call-text.ts';
import { clockOf } from '../../shared/clock-text.ts';
import type { Call } from '../../shared/domain/call.ts';
import { asksForWrapUp } from '../../shared/domain/wrap-up.ts';
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
  if (!asksForWrapUp(call)) return missedNotification(call, t);
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

/** Returns the notification for a customer's call that is offered to this agent, as it comes. */
export function arrivalNotification(call: Call, t: Translate): NotificationText {
  const who = whoInFull(call, t);
  const queue = call.direction === 'inbound' ? (call.arrival.queue?.name ?? null) : null;
  return {
    title: t(`desktop.notifications.arriving.${call.practice ? 'practiceTitle' : 'title'}`, {
      who,
    }),
    body:
      queue === null
        ? t('desktop.notifications.arriving.body')
        : t('desktop.notifications.arriving.bodyQueue', { queue }),
  };
}

/** A customer's call that nobody took waits to be called back, and not for a note. */
function missedNotification(call: Call, t: Translate): NotificationText {
  const outcome = t(outcomeKey(call, call.outcome ?? 'no_final_status'));
  return {
    title: call.practice ? t('desktop.notifications.ended.practiceTitle', { outcome }) : outcome,
    body: t('desktop.notifications.ended.bodyMissed', { who: whoInFull(call, t) }),
  };
}

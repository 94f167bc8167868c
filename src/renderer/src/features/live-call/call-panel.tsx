import { useEffect } from 'react';
import { whoOf } from '../../../../shared/call-text.ts';
import type { Contact } from '../../../../shared/contract/contacts.ts';
import type { Call } from '../../../../shared/domain/call.ts';
import { isOver, isUntaken } from '../../../../shared/domain/wrap-up.ts';
import { stateText } from '../../call/call-text.ts';
import { focusCallCard, isEmptyNumberField } from '../../call/focus.ts';
import { useArrival, useFocusedCall } from '../../stores/calls-store.ts';
import { useKnownOf } from '../../stores/contacts-store.ts';
import { useCallDetail } from '../../stores/detail-store.ts';
import { isTextField } from '../../ui/is-typing.ts';
import { useI18n } from '../../ui/use-i18n.ts';
import { CallCard } from './call-card.tsx';
import { EarlierList } from './earlier.tsx';
import { GoneCalls } from './gone-calls.tsx';
import { OtherCalls } from './other-calls.tsx';
import { usePopped } from './use-popped.ts';
import { WaitingArrivals } from './waiting-arrivals.tsx';
import { WrapUp } from './wrap-up.tsx';

interface CallPanelProps {
  call: Call;
  onRedial: (call: Call) => void;
  onContact: (contact: Contact) => void;
  onNumber: (keys: string) => void;
  numberWaits: boolean;
}

/** The open call with everything around it, and access to the other ones. */
export function CallPanel({ call, onContact, onRedial, ...wrapUp }: CallPanelProps) {
  const { detail } = useCallDetail(call.id);
  // Only the card of a customer who calls offers the contact.
  const known = useKnownOf(call.direction === 'inbound' ? call.customerNumber : null);
  useKeysOfCard(call);
  usePopped(call);
  return (
    <>
      <WaitingArrivals shownId={call.id} />
      <CallCard key={call.id} call={call} detail={detail} known={known} onContact={onContact} />
      <WrapUp key={`wrap-up ${call.id}`} call={call} onRedial={onRedial} {...wrapUp} />
      <OtherCalls shownId={call.id} />
      <GoneCalls onCall={onRedial} />
      <EarlierList call={call} detail={detail} />
    </>
  );
}

/**
 * Gives the keys to the card of each call that is opened, unless the agent is typing. A call that
 * comes in by itself gets them only after the agent has talked, when the agent types nothing: until
 * then no key means it.
 */
function useKeysOfCard(call: Call): void {
  const { id, direction } = call;
  const isTheirs = direction === 'outbound' || (isOver(call) && !isUntaken(call));
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each call that is opened.
  useEffect(() => {
    if (!isTheirs) return;
    const { activeElement } = document;
    const isIdle = activeElement === document.body || isEmptyNumberField(activeElement);
    if (direction === 'outbound' ? !isTextField(activeElement) : isIdle) focusCallCard();
  }, [id, isTheirs]);
}

/** Announces each change of the call to screen readers. */
export function Announcer() {
  const i18n = useI18n();
  const focused = useFocusedCall();
  const arrival = useArrival();
  // A card that waits beside the open one says so itself.
  const call = focused ?? arrival;
  return (
    <p className="visually-hidden" role="status">
      {call && i18n.t('live.announce', { who: whoOf(call, i18n.t), state: stateText(call, i18n) })}
    </p>
  );
}

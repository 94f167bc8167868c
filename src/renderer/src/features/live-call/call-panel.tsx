import { useEffect } from 'react';
import type { Call } from '../../../../shared/domain/call.ts';
import { useFocusedCall } from '../../stores/calls-store.ts';
import { useCallDetail } from '../../stores/detail-store.ts';
import { focusCallCard } from '../../ui/focus.ts';
import { isTextField } from '../../ui/is-typing.ts';
import { stateWords } from '../../ui/state-words.ts';
import { useWords } from '../../ui/use-words.ts';
import { CallCard } from './call-card.tsx';
import { whoOf } from './call-words.ts';
import { Earlier } from './earlier.tsx';
import { OtherCalls } from './other-calls.tsx';
import { WrapUp } from './wrap-up.tsx';
import './around-call.css';
import './live-call.css';

interface CallPanelProps {
  call: Call;
  onRedial: (call: Call) => void;
  onNumber: (keys: string) => void;
  numberWaits: boolean;
}

/** The open call with everything around it, and the way to the other ones. */
export function CallPanel({ call, ...wrapUp }: CallPanelProps) {
  const { detail } = useCallDetail(call.id);
  // The keys are the card's from here on, unless somebody types elsewhere.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each call that is opened.
  useEffect(() => {
    if (!isTextField(document.activeElement)) focusCallCard();
  }, [call.id]);
  return (
    <>
      <CallCard key={call.id} call={call} detail={detail} />
      <WrapUp key={`wrap-up ${call.id}`} call={call} {...wrapUp} />
      <OtherCalls shownId={call.id} />
      <Earlier call={call} detail={detail} />
    </>
  );
}

/** Tells screen readers each turn of the call. */
export function Announcer() {
  const words = useWords();
  const call = useFocusedCall();
  return (
    <p className="visually-hidden" role="status">
      {call && words.t('live.announce', { who: whoOf(call), state: stateWords(call, words) })}
    </p>
  );
}

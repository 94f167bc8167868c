import { useEffect } from 'react';
import { whoOf } from '../../../../shared/call-text.ts';
import type { Call } from '../../../../shared/domain/call.ts';
import { stateText } from '../../call/call-text.ts';
import { focusCallCard } from '../../call/focus.ts';
import { useFocusedCall } from '../../stores/calls-store.ts';
import { useCallDetail } from '../../stores/detail-store.ts';
import { isTextField } from '../../ui/is-typing.ts';
import { useI18n } from '../../ui/use-i18n.ts';
import { CallCard } from './call-card.tsx';
import { EarlierList } from './earlier.tsx';
import { OtherCalls } from './other-calls.tsx';
import { WrapUp } from './wrap-up.tsx';

interface CallPanelProps {
  call: Call;
  onRedial: (call: Call) => void;
  onNumber: (keys: string) => void;
  numberWaits: boolean;
}

/** The open call with everything around it, and access to the other ones. */
export function CallPanel({ call, ...wrapUp }: CallPanelProps) {
  const { detail } = useCallDetail(call.id);
  // The keys belong to the card from now on, unless the agent is typing elsewhere.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each call that is opened.
  useEffect(() => {
    if (!isTextField(document.activeElement)) focusCallCard();
  }, [call.id]);
  return (
    <>
      <CallCard key={call.id} call={call} detail={detail} />
      <WrapUp key={`wrap-up ${call.id}`} call={call} {...wrapUp} />
      <OtherCalls shownId={call.id} />
      <EarlierList call={call} detail={detail} />
    </>
  );
}

/** Announces each change of the call to screen readers. */
export function Announcer() {
  const i18n = useI18n();
  const call = useFocusedCall();
  return (
    <p className="visually-hidden" role="status">
      {call && i18n.t('live.announce', { who: whoOf(call, i18n.t), state: stateText(call, i18n) })}
    </p>
  );
}

import type { Call } from '../../../../shared/domain/call.ts';
import { callActions, useCalls, useFocusedCall } from '../../stores/calls-store.ts';
import { useCallDetail } from '../../stores/detail-store.ts';
import { Pill } from '../../ui/bits.tsx';
import { useWords } from '../../ui/use-words.ts';
import { CallCard } from './call-card.tsx';
import { callTone, stateWords, whoOf } from './call-words.ts';
import { Earlier } from './earlier.tsx';
import { WrapUp } from './wrap-up.tsx';
import './around-call.css';
import './live-call.css';

/** The open call with everything around it, and the way to the other ones. */
export function CallPanel({ call, onRedial }: { call: Call; onRedial: (call: Call) => void }) {
  const { detail } = useCallDetail(call.id);
  return (
    <>
      <CallCard call={call} callsSoFar={detail ? detail.earlierTotal + 1 : null} />
      <WrapUp call={call} onRedial={onRedial} />
      <OtherCalls shownId={call.id} />
      <Earlier call={call} detail={detail} />
    </>
  );
}

function OtherCalls({ shownId }: { shownId: string }) {
  const words = useWords();
  const current = useCalls((state) => state.current);
  const others = current.filter(({ id }) => id !== shownId);
  if (others.length === 0) return null;
  return (
    <section className="panel other-calls" aria-labelledby="others-title">
      <h2 id="others-title" className="eyebrow">
        {words.t('live.others')}
      </h2>
      <ul>
        {others.map((call) => (
          <li key={call.id}>
            <button type="button" className="other-call" onClick={() => callActions.focus(call.id)}>
              <span className={call.customerName ? 'other-name' : 'tabular'}>{whoOf(call)}</span>
              <Pill tone={callTone(call)}>{stateWords(call, words)}</Pill>
            </button>
          </li>
        ))}
      </ul>
    </section>
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

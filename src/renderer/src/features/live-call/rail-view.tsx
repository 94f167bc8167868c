import type { Call } from '../../../../shared/domain/call.ts';
import { type CallOutcome, callOutcomes } from '../../../../shared/domain/call-states.ts';
import { clockOf } from '../../format/duration.ts';
import { useWords, type Words } from '../../ui/use-words.ts';
import { railsOf, type Step } from './rails.ts';

/** The call as two rails, yours and the customer's. */
export function RailView({ call, agentDisplay }: { call: Call; agentDisplay: string }) {
  const { t } = useWords();
  const { you, customer } = railsOf(call);
  return (
    <div className="rails">
      <Rail name={t('live.you')} number={agentDisplay} steps={you} />
      <Rail name={t('live.customer')} number={null} steps={customer} late />
    </div>
  );
}

interface RailProps {
  name: string;
  /** Null: it stands above already. */
  number: string | null;
  steps: readonly Step[];
  /** Starts at the second column. */
  late?: boolean;
}

function Rail({ name, number, steps, late = false }: RailProps) {
  const words = useWords();
  return (
    <div className="rail">
      <div className="rail-who">
        <h3>{name}</h3>
        {number !== null && <p className="muted tabular">{number}</p>}
      </div>
      <ol className="rail-steps" data-late={late || undefined} aria-label={name}>
        {steps.map((step, index) => (
          <li
            key={step.word}
            className="step"
            data-state={step.state}
            data-word={step.word}
            data-line={lineAfter(step, steps[index + 1])}
          >
            <p className="step-word">{wordOf(step, words)}</p>
            <p className="step-detail tabular">{detailOf(step, words)}</p>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** How much of the way to the next step is behind us. */
function lineAfter(step: Step, next: Step | undefined): 'whole' | 'part' | 'none' {
  if (step.state === 'todo' || step.state === 'failed') return 'none';
  if (step.state === 'active') return 'part';
  if (!next) return 'whole';
  return next.state === 'todo' ? 'part' : 'whole';
}

function isOutcome(word: string): word is CallOutcome {
  return (callOutcomes as readonly string[]).includes(word);
}

function wordOf({ word }: Step, { t }: Words): string {
  return isOutcome(word) ? t(`calls.outcomes.${word}.title`) : t(`live.steps.${word}`);
}

/** Times, and no clock: the card has one. */
function detailOf(step: Step, { t, time, duration }: Words): string {
  if (step.since !== undefined) return t('live.since', { time: time(step.since, true) });
  if (step.lastedSeconds !== undefined) return clockOf(step.lastedSeconds);
  if (step.afterSeconds !== undefined) {
    // What follows from other news is known to within the time between two looks.
    const key = step.inferred ? 'live.afterAbout' : 'live.after';
    return t(key, { duration: duration(step.afterSeconds) });
  }
  return step.at === undefined ? '' : time(step.at, true);
}

import type { Call } from '../../../../shared/domain/call.ts';
import { type CallOutcome, callOutcomes } from '../../../../shared/domain/call-states.ts';
import { clockOf } from '../../format/duration.ts';
import { useNow } from '../../ui/use-now.ts';
import { useWords, type Words } from '../../ui/use-words.ts';
import { railsOf, type Step } from './rails.ts';

/** The call as two rails, yours and the customer's. */
export function RailView({ call, agentDisplay }: { call: Call; agentDisplay: string }) {
  const { t } = useWords();
  const { you, customer } = railsOf(call);
  return (
    <div className="rails">
      <Rail name={t('live.you')} number={agentDisplay} steps={you} />
      <Rail name={t('live.customer')} number={call.customerDisplay} steps={customer} late />
    </div>
  );
}

interface RailProps {
  name: string;
  number: string;
  steps: readonly Step[];
  /** Starts at the second column. */
  late?: boolean;
}

function Rail({ name, number, steps, late = false }: RailProps) {
  const words = useWords();
  const now = useNow(steps.some((step) => step.since !== undefined));
  return (
    <div className="rail">
      <div className="rail-who">
        <h3>{name}</h3>
        <p className="muted tabular">{number}</p>
      </div>
      <ol className="rail-steps" data-late={late || undefined} aria-label={name}>
        {steps.map((step, index) => (
          <li
            key={step.word}
            className="step"
            data-state={step.state}
            data-line={lineAfter(step, steps[index + 1])}
          >
            <p className="step-word">{wordOf(step, words)}</p>
            <p className="step-detail tabular">{detailOf(step, now, words)}</p>
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
  return isOutcome(word) ? t(`outcomes.${word}.title`) : t(`live.steps.${word}`);
}

function detailOf(step: Step, now: number, { t, time, duration }: Words): string {
  if (step.since !== undefined) return clockOf((now - step.since) / 1000);
  if (step.lastedSeconds !== undefined) return clockOf(step.lastedSeconds);
  const after =
    step.afterSeconds !== undefined && t('live.after', { duration: duration(step.afterSeconds) });
  if (after) return step.inferred ? `${after} · ${t('basis.inferred')}` : after;
  if (step.at !== undefined) return time(step.at, true);
  return step.inferred ? t('basis.inferred') : '';
}

import { outcomeKey } from '../../../shared/call-text.ts';
import { clockOf } from '../../../shared/clock-text.ts';
import type { Call, CallDirection } from '../../../shared/domain/call.ts';
import { type CallOutcome, callOutcomes } from '../../../shared/domain/call-states.ts';
import { type I18n, useI18n } from '../ui/use-i18n.ts';
import type { Step } from './rail.ts';
import { railsOf } from './rails.ts';
import './leg-rails.css';

/** The call as rails, yours and the customer's. */
export function LegRails({ call, agentDisplay }: { call: Call; agentDisplay: string }) {
  const { t } = useI18n();
  return (
    <div className="leg-rails">
      {railsOf(call).map(({ side, begins, steps }) => (
        <LegRail
          key={side}
          direction={call.direction}
          name={t(side === 'agent' ? 'live.you' : 'live.customer')}
          number={side === 'agent' ? agentDisplay : null}
          steps={steps}
          late={begins === 'second'}
        />
      ))}
    </div>
  );
}

interface LegRailProps {
  direction: CallDirection;
  name: string;
  /** Null if it is shown above already. */
  number: string | null;
  steps: readonly Step[];
  /** Starts at the second column. */
  late: boolean;
}

function LegRail({ direction, name, number, steps, late }: LegRailProps) {
  const i18n = useI18n();
  return (
    <div className="leg-rail">
      <div className="leg-rail-who">
        <h3>{name}</h3>
        {number !== null && <p className="muted tabular">{number}</p>}
      </div>
      <ol className="leg-rail-steps" data-late={late || undefined} aria-label={name}>
        {steps.map((step, index) => (
          <li
            key={step.word}
            className="leg-step"
            data-state={step.state}
            data-word={step.word}
            data-line={lineAfter(step, steps[index + 1])}
          >
            <p className="leg-step-word">{wordOf(step, direction, i18n)}</p>
            <p className="leg-step-detail tabular">{detailOf(step, i18n)}</p>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** How much of the line to the next step is covered. */
function lineAfter(step: Step, next: Step | undefined): 'whole' | 'part' | 'none' {
  if (step.state === 'todo' || step.state === 'failed') return 'none';
  if (step.state === 'active') return 'part';
  if (!next) return 'whole';
  return next.state === 'todo' ? 'part' : 'whole';
}

function isOutcome(word: string): word is CallOutcome {
  return (callOutcomes as readonly string[]).includes(word);
}

function wordOf({ word }: Step, direction: CallDirection, { t }: I18n): string {
  return isOutcome(word) ? t(outcomeKey({ direction }, word)) : t(`live.steps.${word}`);
}

/** Times but no clock, since the card has one. */
function detailOf(step: Step, { t, time, duration }: I18n): string {
  if (step.since !== undefined) return t('live.since', { time: time(step.since, true) });
  if (step.lastedSeconds !== undefined) return clockOf(step.lastedSeconds);
  if (step.afterSeconds !== undefined) {
    // If it was inferred from other news, it is known only to within the time between two polls.
    const key = step.inferred ? 'live.afterAbout' : 'live.after';
    return t(key, { duration: duration(step.afterSeconds) });
  }
  return step.at === undefined ? '' : time(step.at, true);
}

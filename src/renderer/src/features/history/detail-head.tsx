import { Phone } from 'lucide-react';
import type { Call } from '../../../../shared/domain/call.ts';
import { problemKeys } from '../../../../shared/messages/problem-words.ts';
import { outcomeTone, stateTone } from '../../format/tone.ts';
import { callActions } from '../../stores/calls-store.ts';
import { Kbd } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { CallIcon } from '../../ui/call-icon.tsx';
import { FactLine } from '../../ui/fact-line.tsx';
import { stateWords } from '../../ui/state-words.ts';
import { useWords } from '../../ui/use-words.ts';
import { isDated } from './list-items.ts';

interface DetailHeadProps {
  call: Call;
  /** False for a call of the other account, which is not called again from here. */
  mayCallBack: boolean;
  onCallBack: () => void;
}

/** Who, when, and how it ended. */
export function DetailHead({ call, mayCallBack, onCallBack }: DetailHeadProps) {
  const { t, dayAndTime } = useWords();
  const facts = [
    call.customerName && call.customerDisplay,
    call.extension && t('history.extension', { digits: call.extension }),
    isDated(call) && dayAndTime(call.createdAt),
  ];
  return (
    <header className="detail-head">
      <div className="detail-title">
        <h2 className={call.customerName ? undefined : 'tabular'}>
          {call.customerName ?? (call.customerDisplay || t('history.unreadableNumber'))}
        </h2>
        {mayCallBack && !call.unreadable && (
          <Button
            tone="primary"
            icon={<Phone size={17} aria-hidden="true" />}
            onClick={onCallBack}
            aria-keyshortcuts="c"
          >
            {t('history.callBack')} <Kbd onFill>C</Kbd>
          </Button>
        )}
      </div>
      {/* The head of the window says so of the account in use. */}
      <FactLine practice={call.practice && !mayCallBack} facts={facts} />
      {!mayCallBack && (
        <p className="detail-sentence soft">
          {t(call.practice ? 'history.notFromReal' : 'history.notFromPractice')}
        </p>
      )}
      <Ending call={call} />
      {call.unreadable && (
        <p className="detail-sentence">
          {t('history.unreadableText')} <span className="soft">{t('history.unreadableHint')}</span>
        </p>
      )}
      {call.state === 'unknown' && call.verdict === null && <Verdict call={call} />}
      {call.hoursReason !== null && (
        <p className="soft detail-sentence">
          {t('history.hoursReason', { reason: call.hoursReason })}
        </p>
      )}
      {call.doNotCallReason !== null && (
        <p className="soft detail-sentence">
          {t('history.doNotCallReason', { reason: call.doNotCallReason })}
        </p>
      )}
    </header>
  );
}

function Ending({ call }: { call: Call }) {
  const words = useWords();
  const { t } = words;
  const { outcome, state, problem } = call;
  const who = call.customerName ?? call.customerDisplay;
  const why = problem && problemKeys('place', problem);
  // A talk says it all with its length.
  const sentence =
    outcome && outcome !== 'completed' && t(`calls.outcomes.${outcome}.sentence`, { who });
  return (
    <div className="detail-ending">
      <p className="toned tabular" data-tone={outcome ? outcomeTone(outcome) : stateTone(state)}>
        <CallIcon outcome={call.unreadable && !outcome ? 'no_final_status' : outcome} />
        {call.unreadable && !outcome ? t('history.unreadable') : stateWords(call, words)}
      </p>
      {sentence && (
        <p className="soft">
          {sentence} {why && t(why.message, why.params)}
        </p>
      )}
    </div>
  );
}

/** The question that only the agent can answer, asked here as well. */
function Verdict({ call }: { call: Call }) {
  const { t } = useWords();
  return (
    <div className="detail-verdict">
      <span>{t('live.unknownAsk')}</span>
      <Button small onClick={() => void callActions.resolve(call.id, 'rang')}>
        {t('live.myPhoneRang')}
      </Button>
      <Button small onClick={() => void callActions.resolve(call.id, 'silent')}>
        {t('live.itDidntRing')}
      </Button>
    </div>
  );
}

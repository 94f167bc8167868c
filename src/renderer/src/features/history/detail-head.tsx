import { Phone } from 'lucide-react';
import { outcomeWords, whoOf } from '../../../../shared/call-text.ts';
import type { Call } from '../../../../shared/domain/call.ts';
import { dialOf } from '../../../../shared/domain/dial-of.ts';
import { isReported } from '../../../../shared/domain/is-reported.ts';
import { problemKeys } from '../../../../shared/messages/problem-words.ts';
import { CallIcon } from '../../call/call-icon.tsx';
import { queueOf, stateText } from '../../call/call-text.ts';
import { DirectionMark } from '../../call/direction-mark.tsx';
import { FactLine } from '../../call/fact-line.tsx';
import { ReportedMark } from '../../call/reported-mark.tsx';
import { callTone } from '../../call/tone.ts';
import { callActions } from '../../stores/calls-store.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { isDated } from './list-items.ts';

interface DetailHeadProps {
  call: Call;
  /** False for a call of the other account, which cannot be called again from here. */
  mayDial: boolean;
  onDial: () => void;
}

/** Who, when, and how it ended. */
export function DetailHead({ call, mayDial, onDial }: DetailHeadProps) {
  const { t, dayAndTime } = useI18n();
  const { extension = null, verdict, hoursReason, doNotCallReason } = dialOf(call) ?? {};
  const queue = queueOf(call);
  const facts = [
    call.customerName && call.customerDisplay,
    extension && t('history.extension', { digits: extension }),
    queue !== null && t('history.queue', { queue }),
    isDated(call) && dayAndTime(call.createdAt),
  ];
  return (
    <header className="detail-head">
      <div className="detail-title">
        <h2 className={call.customerName ? undefined : 'tabular'}>
          {whoOf(call, t) || t('history.unreadableNumber')}
        </h2>
        {mayDial && !call.unreadable && call.customerNumber !== null && (
          <Button
            tone="primary"
            icon={<Phone size={17} aria-hidden="true" />}
            onClick={onDial}
            aria-keyshortcuts="c"
          >
            {t('history.callBack')} <Kbd onFill>C</Kbd>
          </Button>
        )}
      </div>
      {/* The window's header says so for the account in use. */}
      <FactLine practice={call.practice && !mayDial} facts={facts} />
      {!mayDial && (
        <p className="detail-sentence soft">
          {t(call.practice ? 'history.notFromReal' : 'history.notFromPractice')}
        </p>
      )}
      <EndingLine call={call} />
      {call.unreadable && (
        <p className="detail-sentence">
          {t('history.unreadableText')} <span className="soft">{t('history.unreadableHint')}</span>
        </p>
      )}
      {call.state === 'unknown' && verdict === null && <VerdictQuestion call={call} />}
      {hoursReason && (
        <p className="soft detail-sentence">{t('history.hoursReason', { reason: hoursReason })}</p>
      )}
      {doNotCallReason && (
        <p className="soft detail-sentence">
          {t('history.doNotCallReason', { reason: doNotCallReason })}
        </p>
      )}
    </header>
  );
}

function EndingLine({ call }: { call: Call }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { outcome } = call;
  const problem = dialOf(call)?.problem;
  const why = problem && problemKeys('place', problem);
  // For a conversation the length says it all.
  const sentence =
    outcome &&
    outcome !== 'completed' &&
    t(`${outcomeWords(call, outcome)}.sentence`, { who: whoOf(call, t) });
  return (
    <div className="detail-ending">
      <p className="toned tabular" data-tone={callTone(call)}>
        <CallIcon
          direction={call.direction}
          outcome={call.unreadable && !outcome ? 'no_final_status' : outcome}
        />
        <DirectionMark direction={call.direction} />
        <span>{call.unreadable && !outcome ? t('history.unreadable') : stateText(call, i18n)}</span>
        {isReported(call) && <ReportedMark />}
      </p>
      {sentence && (
        <p className="soft">
          {sentence} {why && t(why.message, why.params)}
        </p>
      )}
      {isReported(call) && <p className="muted">{t('calls.reportedWhy')}</p>}
    </div>
  );
}

/** The question that only the agent can answer, asked here as well. */
function VerdictQuestion({ call }: { call: Call }) {
  const { t } = useI18n();
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

import { TriangleAlert } from 'lucide-react';
import { outcomeWords, whoOf } from '../../../../shared/call-text.ts';
import type { Contact } from '../../../../shared/contract/contacts.ts';
import type {
  Call,
  CallProblem,
  DialFacts,
  InboundCall,
  OutboundCall,
} from '../../../../shared/domain/call.ts';
import { isLive } from '../../../../shared/domain/call-states.ts';
import { dialOf } from '../../../../shared/domain/dial-of.ts';
import { isReported } from '../../../../shared/domain/is-reported.ts';
import { mostCounted } from '../../../../shared/domain/most-counted.ts';
import { mayDialAgain } from '../../../../shared/domain/wrap-up.ts';
import { problemText, stateText } from '../../call/call-text.ts';
import { FactLine } from '../../call/fact-line.tsx';
import { callCardId } from '../../call/focus.ts';
import { LegRails } from '../../call/leg-rails.tsx';
import { customerDialledAt } from '../../call/rails.ts';
import { ReportedMark } from '../../call/reported-mark.tsx';
import { TimeThere } from '../../call/time-there.tsx';
import { callTone } from '../../call/tone.ts';
import { useAccount } from '../../stores/account-store.ts';
import { callActions } from '../../stores/calls-store.ts';
import type { Known } from '../../stores/contacts-store.ts';
import type { CallDetail } from '../../stores/detail-store.ts';
import { Button } from '../../ui/button.tsx';
import { Pill } from '../../ui/pill.tsx';
import { type I18n, useI18n } from '../../ui/use-i18n.ts';
import { ArrivalActions, ArrivalLine } from './arrival-parts.tsx';
import { CallClock } from './call-clock.tsx';
import { LastTimeLine } from './last-time.tsx';
import { LiveFoot } from './live-foot.tsx';
import './call-card.css';
import './call-notices.css';

interface CallCardProps {
  call: Call;
  /** Earlier calls with this number; null until known. */
  detail: CallDetail | null;
  /** What is known about the customer's number. */
  known: Known;
  /** Opens the caller's contact, or a new one for the number. */
  onContact: (contact: Contact) => void;
}

/** The call itself: who, earlier calls, where it stands, how long, and what happened. */
export function CallCard({ call, detail, known, onContact }: CallCardProps) {
  const i18n = useI18n();
  const agentDisplay = useAccount(({ view }) => view.agentDisplay);
  const placed = call.state !== 'rejected' && call.state !== 'not_sent';
  const live = isLive(call.state);
  const dial = dialOf(call);
  return (
    <section
      id={callCardId}
      className="panel call-card"
      aria-labelledby="call-who"
      tabIndex={-1}
      data-call-id={call.id}
      data-state={call.state}
      data-outcome={call.outcome ?? ''}
      data-live={live || undefined}
    >
      {call.direction === 'inbound' && <ArrivalLine call={call} />}
      <header className="call-head">
        <div className="call-title">
          <h2 id="call-who" className={call.customerName ? undefined : 'tabular'}>
            {whoOf(call, i18n.t)}
          </h2>
          <Pill tone={callTone(call)}>{stateText(call, i18n)}</Pill>
          {isReported(call) && <ReportedMark />}
        </div>
        <CallFactsLine call={call} callsSoFar={detail ? detail.earlierTotal + 1 : null} />
        <CallClock call={call} />
      </header>
      {detail && <LastTimeLine earlier={detail.earlier} />}
      {dial?.extension && (
        <p className="call-extension">{i18n.t('live.extension', { digits: dial.extension })}</p>
      )}
      {dial && call.state === 'unknown' && <DoubtNotice id={call.id} dial={dial} />}
      {!placed && <RefusedNotice call={call} />}
      {live && (
        <>
          <LegRails call={call} agentDisplay={agentDisplay ?? call.agentUri} />
          <LiveFoot call={call} />
        </>
      )}
      {placed && !live && call.state !== 'unknown' && <EndLine call={call} />}
      {isReported(call) && <p className="end-reported muted">{i18n.t('calls.reportedWhy')}</p>}
      {call.direction === 'inbound' && (
        <ArrivalActions call={call} known={known} onContact={onContact} />
      )}
      {call.state === 'ended' && dial?.problem && <ExotelWordsLine problem={dial.problem} />}
    </section>
  );
}

function CallFactsLine({ call, callsSoFar }: { call: Call; callsSoFar: number | null }) {
  const { t, country, calls } = useI18n();
  const facts = [
    call.customerName && call.customerDisplay,
    call.customerCountry && country(call.customerCountry),
    callsSoFar !== null &&
      // Withheld numbers are nobody's: other calls without one may be anybody's.
      call.customerNumber !== null &&
      (callsSoFar > mostCounted ? calls(callsSoFar) : t('live.nth', { count: callsSoFar })),
    call.doNotCall && t('live.doNotCall'),
  ];
  return (
    // The window's header says which account this is.
    <FactLine practice={false} facts={facts}>
      {isLive(call.state) && call.customerCountry && <TimeThere country={call.customerCountry} />}
    </FactLine>
  );
}

/** How the call went, in one line: the pill above already shows the outcome. */
function EndLine({ call }: { call: Call }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { outcome, statusRaw } = call;
  const talked = outcome === null || outcome === 'completed';
  const sentence = outcome && t(`${outcomeWords(call, outcome)}.sentence`, { who: whoOf(call, t) });
  const line = talked
    ? talkFacts(call, i18n)
    : [sentence, call.direction === 'inbound' && untakenTimes(call, i18n)]
        .filter(Boolean)
        .join(' ');
  const raw = outcome === 'other' && statusRaw && t('live.rawStatus', { status: statusRaw });
  if (line === '') return null;
  return (
    <p className="end-line soft tabular" data-times={talked || undefined}>
      {line} {raw}
    </p>
  );
}

function talkFacts(call: Call, i18n: I18n): string {
  return call.direction === 'inbound' ? arrivalFacts(call, i18n) : dialFacts(call, i18n);
}

/** When the customer called, how long it took to answer, and when it was over. */
function arrivalFacts(call: InboundCall, { t, time, duration }: I18n): string {
  const { createdAt, agentAnsweredAt, endedAt } = call;
  return [
    t('live.arrival.calledAt', { time: time(createdAt, true) }),
    agentAnsweredAt !== null &&
      t('live.youAnswered', { duration: duration((agentAnsweredAt - createdAt) / 1000) }),
    endedAt !== null && t('live.endedAt', { time: time(endedAt, true) }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function untakenTimes({ createdAt, endedAt }: InboundCall, { t, time }: I18n): string {
  if (endedAt === null) return t('live.arrival.at', { time: time(createdAt, true) });
  return t('live.arrival.fromTo', { from: time(createdAt, true), to: time(endedAt, true) });
}

function dialFacts(call: OutboundCall, { t, time, duration }: I18n): string {
  const { agentAnsweredAt, endedAt } = call;
  const { acceptedAt } = call.dial;
  const dialledAt = customerDialledAt(call);
  const facts: string[] = [];
  if (agentAnsweredAt !== null && acceptedAt !== null) {
    const seconds = (agentAnsweredAt - acceptedAt) / 1000;
    facts.push(t('live.youAnswered', { duration: duration(seconds) }));
    if (dialledAt !== null) facts.push(t('live.wasDialled', { time: time(dialledAt, true) }));
  }
  if (endedAt !== null) facts.push(t('live.endedAt', { time: time(endedAt, true) }));
  return facts.join(' · ');
}

/** Asks the agent, who may have heard it ring, whether the call was placed. */
function DoubtNotice({ id, dial }: { id: string; dial: DialFacts }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { problem, verdict } = dial;
  return (
    <div className="doubt" role="group" aria-labelledby="doubt-title">
      <h3 id="doubt-title">
        <TriangleAlert size={19} aria-hidden="true" />
        {t('live.unknownTitle')}
      </h3>
      <p className="soft">
        {problem && `${problemText('place', problem, i18n).message} `}
        {t('live.unknownKept')}
      </p>
      {problem && <ExotelWordsLine problem={problem} />}
      {verdict ? (
        <p className="doubt-verdict">
          {t(verdict === 'rang' ? 'live.saidRang' : 'live.saidSilent')}
        </p>
      ) : (
        <>
          <p className="doubt-question">{t('live.unknownAsk')}</p>
          <div className="doubt-actions">
            <Button onClick={() => void callActions.resolve(id, 'rang')}>
              {t('live.myPhoneRang')}
            </Button>
            <Button onClick={() => void callActions.resolve(id, 'silent')}>
              {t('live.itDidntRing')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

/** Refused, or never sent: no phone rang, so dialling again is safe. */
function RefusedNotice({ call }: { call: Call }) {
  const i18n = useI18n();
  const { t } = i18n;
  const problem = dialOf(call)?.problem ?? null;
  const sentence = problem && problemText('place', problem, i18n);
  return (
    <div className="refused">
      <p className="refused-message">
        {sentence?.message ??
          t(`${outcomeWords(call, call.outcome ?? 'not_sent')}.sentence`, { who: whoOf(call, t) })}
      </p>
      {sentence && <p className="soft">{sentence.hint}</p>}
      <p className="soft">{t(mayDialAgain(call) ? 'live.mayDialAgain' : 'live.nobodyRang')}</p>
      {problem && <ExotelWordsLine problem={problem} />}
    </div>
  );
}

function ExotelWordsLine({ problem }: { problem: CallProblem }) {
  const { said } = problemText('place', problem, useI18n());
  return said === '' ? null : <p className="exotel-words soft">{said}</p>;
}

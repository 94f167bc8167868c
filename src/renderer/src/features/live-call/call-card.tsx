import { CircleDot, PhoneOff, RefreshCw, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Call, CallProblem } from '../../../../shared/domain/call.ts';
import { isBlind, isLive } from '../../../../shared/domain/call-states.ts';
import { clockOf } from '../../format/duration.ts';
import { useAccount } from '../../stores/account-store.ts';
import { callActions } from '../../stores/calls-store.ts';
import { Pill } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { FactLine } from '../../ui/fact-line.tsx';
import { TimeThere } from '../../ui/time-there.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../ui/use-words.ts';
import { callTone, clockStart, problemWords, stateWords, whoOf } from './call-words.ts';
import { RailView } from './rail-view.tsx';

/** The call itself: who, where it stands, how long, and what happened on both sides. */
export function CallCard({ call, callsSoFar }: { call: Call; callsSoFar: number | null }) {
  const words = useWords();
  const agentDisplay = useAccount(({ view }) => view.agentDisplay);
  const placed = call.state !== 'rejected' && call.state !== 'not_sent';
  return (
    <section
      id="current-call"
      className="panel call-card"
      aria-labelledby="call-who"
      tabIndex={-1}
      data-call-id={call.id}
      data-state={call.state}
      data-outcome={call.outcome ?? ''}
    >
      <header className="call-head">
        <div className="call-title">
          <h2 id="call-who" className={call.customerName ? undefined : 'tabular'}>
            {whoOf(call)}
          </h2>
          <Pill tone={callTone(call)}>{stateWords(call, words)}</Pill>
        </div>
        <CallFacts call={call} callsSoFar={callsSoFar} />
        <CallClock call={call} />
      </header>
      {call.state === 'unknown' && <UnknownCard call={call} />}
      {!placed && <RefusedCard call={call} />}
      {placed && call.state !== 'unknown' && (
        <>
          <RailView call={call} agentDisplay={agentDisplay ?? call.agentUri} />
          <Explanation call={call} />
        </>
      )}
      {call.state === 'ended' && call.problem && <ExotelWords problem={call.problem} />}
    </section>
  );
}

function CallFacts({ call, callsSoFar }: { call: Call; callsSoFar: number | null }) {
  const { t, country } = useWords();
  const facts = [
    call.customerName && call.customerDisplay,
    call.customerCountry && country(call.customerCountry),
    callsSoFar !== null && t('live.nth', { count: callsSoFar }),
  ];
  return (
    <FactLine practice={call.practice} facts={facts}>
      {isLive(call.state) && call.customerCountry && <TimeThere country={call.customerCountry} />}
    </FactLine>
  );
}

function CallClock({ call }: { call: Call }) {
  const start = clockStart(call);
  const now = useNow(start !== null);
  if (start !== null)
    return <p className="call-clock tabular">{clockOf((now - start) / 1000, true)}</p>;
  if (call.talkSeconds === null) return null;
  return <p className="call-clock tabular">{clockOf(call.talkSeconds, true)}</p>;
}

/** What is going on and what the agent can do; what cannot be known is said to be so. */
function Explanation({ call }: { call: Call }) {
  const words = useWords();
  const { t, time } = words;
  const who = whoOf(call);
  const looking = call.lookProblem && problemWords('look', call.lookProblem, words);
  const lines: ReactNode[] = [];
  if (call.state === 'recorded' || call.state === 'sending') lines.push(t('live.placing'));
  if (isBlind(call)) lines.push(t('live.blind'));
  else if (call.state === 'accepted') lines.push(t('live.answerYourPhone', { who }));
  if (call.state === 'agent_answered') lines.push(t('live.cannotTell', { who }));
  if (call.state === 'finishing') lines.push(t('live.finishing'));
  if (call.outcome) lines.push(t(`outcomes.${call.outcome}.sentence`, { who }));
  if (call.outcome && call.statusRaw) lines.push(t('live.rawStatus', { status: call.statusRaw }));
  return (
    <footer className="call-foot">
      {lines.map((line) => (
        <p key={String(line)} className="soft">
          {line}
        </p>
      ))}
      {looking && isLive(call.state) && (
        <p className="toned" data-tone="ringing">
          {looking.message} {looking.hint}{' '}
          {call.nextLookAt !== null && t('live.nextLook', { time: time(call.nextLookAt, true) })}
        </p>
      )}
      {isLive(call.state) && <LiveFoot call={call} />}
    </footer>
  );
}

function LiveFoot({ call }: { call: Call }) {
  const { t } = useWords();
  const canEnd = call.state === 'accepted' || call.state === 'agent_answered';
  return (
    <div className="call-live-foot">
      <p className="muted">
        <CircleDot size={17} aria-hidden="true" />
        {call.record ? t(`live.recording_${call.recordingChannels}`) : t('live.notRecording')}
        {canEnd && <> · {t('live.hangUpToEnd')}</>}
      </p>
      {canEnd && <LookNow call={call} />}
    </div>
  );
}

function LookNow({ call }: { call: Call }) {
  const { t } = useWords();
  const [looking, setLooking] = useState(false);
  async function look(): Promise<void> {
    setLooking(true);
    await callActions.lookNow(call.id);
    setLooking(false);
  }
  return (
    <Button
      icon={
        looking ? (
          <RefreshCw size={16} className="spinner" aria-hidden="true" />
        ) : (
          <PhoneOff size={16} aria-hidden="true" />
        )
      }
      disabled={looking}
      onClick={() => void look()}
    >
      {looking ? t('live.looking') : t('live.iHaveHungUp')}
    </Button>
  );
}

/** Nobody knows whether the call was placed; the agent, who may have heard it ring, decides. */
function UnknownCard({ call }: { call: Call }) {
  const words = useWords();
  const { t } = words;
  return (
    <div className="doubt" role="group" aria-labelledby="doubt-title">
      <h3 id="doubt-title">
        <TriangleAlert size={19} aria-hidden="true" />
        {t('live.unknownTitle')}
      </h3>
      <p className="soft">
        {call.problem && `${problemWords('place', call.problem, words).message} `}
        {t('live.unknownKept')}
      </p>
      {call.problem && <ExotelWords problem={call.problem} />}
      {call.verdict ? (
        <p className="doubt-verdict">
          {t(call.verdict === 'rang' ? 'live.saidRang' : 'live.saidSilent')}
        </p>
      ) : (
        <>
          <p className="doubt-question">{t('live.unknownAsk')}</p>
          <div className="doubt-actions">
            <Button onClick={() => void callActions.resolve(call.id, 'rang')}>
              {t('live.myPhoneRang')}
            </Button>
            <Button onClick={() => void callActions.resolve(call.id, 'silent')}>
              {t('live.itDidntRing')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

/** Refused, or never sent: nobody was rung, so dialling again is safe. */
function RefusedCard({ call }: { call: Call }) {
  const words = useWords();
  const { t } = words;
  const sentence = call.problem ? problemWords('place', call.problem, words) : null;
  // Whoever asked not to be disturbed is not to be dialled again.
  const blocked = call.problem?.kind === 'blocked_dnd';
  return (
    <div className="refused">
      <p className="refused-message">
        {sentence?.message ??
          t(`outcomes.${call.outcome ?? 'not_sent'}.sentence`, { who: whoOf(call) })}
      </p>
      {sentence && <p className="soft">{sentence.hint}</p>}
      <p className="soft">{t(blocked ? 'live.nobodyRang' : 'live.mayDialAgain')}</p>
      {call.problem && <ExotelWords problem={call.problem} />}
    </div>
  );
}

function ExotelWords({ problem }: { problem: CallProblem }) {
  const { said } = problemWords('place', problem, useWords());
  return said === '' ? null : <p className="exotel-words soft">{said}</p>;
}

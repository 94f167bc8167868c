import { CircleDot, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { whoOf } from '../../../../shared/call-text.ts';
import type { Call, InboundCall } from '../../../../shared/domain/call.ts';
import { isBlind, isLive } from '../../../../shared/domain/call-states.ts';
import { dialOf } from '../../../../shared/domain/dial-of.ts';
import { isPerhapsTalking } from '../../../../shared/domain/perhaps-talking.ts';
import { problemText } from '../../call/call-text.ts';
import { callActions } from '../../stores/calls-store.ts';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { type I18n, useI18n } from '../../ui/use-i18n.ts';
import './live-foot.css';

/** What the agent can do while the call is going on; it also says what cannot be known. */
export function LiveFoot({ call }: { call: Call }) {
  const i18n = useI18n();
  const { t, time } = i18n;
  const canEnd = mayEnd(call);
  const why = explanation(call, i18n);
  const dial = dialOf(call);
  const looking = call.pollProblem && problemText('query', call.pollProblem, i18n);
  return (
    <footer className="call-foot">
      {why !== '' && <p className="soft">{why}</p>}
      {looking && (
        <p className="toned" data-tone="ringing">
          {looking.message} {looking.hint}{' '}
          {call.nextPollAt !== null && t('live.nextLook', { time: time(call.nextPollAt, true) })}
        </p>
      )}
      {(dial || canEnd) && (
        <div className="call-live-foot">
          <p className="muted">
            {dial && <CircleDot size={17} aria-hidden="true" />}
            <span>
              {[
                dial &&
                  t(dial.record ? `live.recording_${dial.recordingChannels}` : 'live.notRecording'),
                canEnd && t('live.hangUpToEnd'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </p>
          {canEnd && <CheckNow call={call} />}
        </div>
      )}
    </footer>
  );
}

/** Whether hanging up the agent's phone may end it. */
function mayEnd(call: Call): boolean {
  if (call.direction === 'inbound') return call.state === 'answered' || isPerhapsTalking(call);
  return call.state === 'accepted' || call.state === 'agent_answered';
}

function arrivalExplanation(call: InboundCall, { t }: I18n): string {
  if (isPerhapsTalking(call)) return t('live.arrival.cannotTell');
  if (call.state === 'answered') return '';
  return t(call.state === 'finishing' ? 'live.arrival.finishing' : 'live.arrival.pickUp');
}

function explanation(call: Call, i18n: I18n): string {
  if (call.direction === 'inbound') return arrivalExplanation(call, i18n);
  const { t } = i18n;
  const who = whoOf(call, t);
  if (isBlind(call)) return t('live.blind');
  if (call.state === 'accepted') return t('live.answerYourPhone', { who });
  if (call.state === 'agent_answered') return t('live.cannotTell');
  return t(call.state === 'finishing' ? 'live.finishing' : 'live.placing');
}

/** Polls Exotel at once and shows the result. */
function CheckNow({ call }: { call: Call }) {
  const { t, time } = useI18n();
  const [asking, setAsking] = useState(false);
  const [message, setMessage] = useState('');

  async function check(): Promise<void> {
    if (asking) return;
    setAsking(true);
    setMessage('');
    const result = await callActions.pollNow(call.id);
    setAsking(false);
    if (!result.ok) setMessage(result.error.message);
    else if (isLive(result.value.state) && result.value.pollProblem === null)
      setMessage(t('live.stillGoing', { time: time(Date.now(), true) }));
  }

  return (
    <div className="check-now">
      <span role="status" className="muted tabular">
        {message}
      </span>
      <Button
        small
        icon={<Spinner icon={RefreshCw} size={15} still={!asking} />}
        // Not disabled, so that it keeps the focus when pressed.
        aria-disabled={asking}
        onClick={() => void check()}
      >
        {asking ? t('live.looking') : t('live.checkNow')}
      </Button>
    </div>
  );
}

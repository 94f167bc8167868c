import { ArrowLeft, MousePointerClick, Phone } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Call } from '../../../../shared/domain/call.ts';
import { callActions } from '../../stores/calls-store.ts';
import { type CallDetail, useCallDetail } from '../../stores/detail-store.ts';
import { useResultName, useResults } from '../../stores/settings-store.ts';
import { EmptyState, Kbd } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { FactLine } from '../../ui/fact-line.tsx';
import { NoteEditor } from '../../ui/note-editor.tsx';
import { Problem } from '../../ui/problem.tsx';
import { ResultChips } from '../../ui/result-chips.tsx';
import { useWords } from '../../ui/use-words.ts';
import { Ids, Legs, Timeline } from './call-facts.tsx';
import { NumberCard } from './number-card.tsx';
import { Technical } from './technical.tsx';

interface DetailPaneProps {
  id: string | null;
  onClose: () => void;
  onCallBack: (call: Call) => void;
  renderRecording: (call: Call) => ReactNode;
}

/** Everything about one call. */
export function CallDetailPane({ id, onClose, onCallBack, renderRecording }: DetailPaneProps) {
  const { t } = useWords();
  const { detail, error } = useCallDetail(id);
  const pane = useRef<HTMLElement>(null);
  // Where the pane covers the list, the list's keys would act unseen.
  useEffect(() => {
    if (id !== null && window.matchMedia('(max-width: 1079px)').matches) pane.current?.focus();
  }, [id]);

  return (
    <aside ref={pane} className="history-detail" aria-label={t('history.details')} tabIndex={-1}>
      <div className="detail-back">
        <Button tone="quiet" icon={<ArrowLeft size={17} aria-hidden="true" />} onClick={onClose}>
          {t('history.backToList')}
        </Button>
      </div>
      {error && <Problem error={error} />}
      {id === null && (
        <EmptyState
          icon={<MousePointerClick size={24} />}
          title={t('history.chooseOne')}
          text={t('history.chooseText')}
        />
      )}
      {detail && (
        <Detail
          detail={detail}
          onCallBack={() => onCallBack(detail.call)}
          recording={renderRecording(detail.call)}
        />
      )}
    </aside>
  );
}

interface DetailProps {
  detail: CallDetail;
  onCallBack: () => void;
  recording: ReactNode;
}

function Detail({ detail, onCallBack, recording }: DetailProps) {
  const { t } = useWords();
  const { call, timeline } = detail;
  const results = useResults();
  const nameOf = useResultName();
  return (
    <article data-call-id={call.id} data-state={call.state} data-outcome={call.outcome ?? ''}>
      <DetailHead call={call} onCallBack={onCallBack} />
      {recording}
      <section className="detail-section" aria-labelledby="went-title">
        <h3 id="went-title" className="eyebrow">
          {t('history.howItWent')}
        </h3>
        <Timeline entries={timeline} />
      </section>
      <section className="detail-section">
        <NoteEditor
          key={call.id}
          value={call.note}
          onSave={async (note) => (await callActions.setNote(call.id, note)).ok}
        />
      </section>
      <section className="detail-section" aria-labelledby="result-title">
        <h3 id="result-title" className="eyebrow">
          {t('history.result')}
        </h3>
        <ResultChips
          results={results}
          keys="off"
          value={call.disposition}
          nameOf={nameOf}
          onChange={(value) => void callActions.setDisposition(call.id, value)}
        />
      </section>
      <NumberCard call={call} key={call.customerNumber} />
      <Legs call={call} />
      <Ids call={call} />
      <Technical detail={detail} />
    </article>
  );
}

function DetailHead({ call, onCallBack }: { call: Call; onCallBack: () => void }) {
  const { t, dayAndTime, duration } = useWords();
  const facts = [
    call.customerName && call.customerDisplay,
    dayAndTime(call.createdAt),
    call.talkSeconds && t('history.talkedFor', { duration: duration(call.talkSeconds) }),
  ];
  const who = call.customerName ?? call.customerDisplay;
  const sentence = call.outcome
    ? t(`outcomes.${call.outcome}.sentence`, { who })
    : t(`states.${call.state}`);
  return (
    <header className="detail-head">
      <div className="detail-title">
        <h2 className={call.customerName ? undefined : 'tabular'}>{who}</h2>
        <Button
          tone="primary"
          icon={<Phone size={17} aria-hidden="true" />}
          onClick={onCallBack}
          aria-keyshortcuts="c"
        >
          {t('history.callBack')} <Kbd onFill>C</Kbd>
        </Button>
      </div>
      <FactLine practice={call.practice} facts={facts} />
      <p className="soft detail-sentence">{sentence}</p>
      {call.hoursReason !== null && (
        <p className="soft detail-sentence">
          {t('history.hoursReason', { reason: call.hoursReason })}
        </p>
      )}
      {call.state === 'unknown' && call.verdict === null && <Verdict call={call} />}
    </header>
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

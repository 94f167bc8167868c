import { ArrowLeft, MousePointerClick, SearchX } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type { Call } from '../../../../shared/domain/call.ts';
import { offersResult } from '../../../../shared/domain/wrap-up.ts';
import { NoteEditor } from '../../call/note-editor.tsx';
import { ResultChips } from '../../call/result-chips.tsx';
import { type CallListStore, everyCall } from '../../stores/call-list-store.ts';
import { callActions } from '../../stores/calls-store.ts';
import { type CallDetail, useCallDetail } from '../../stores/detail-store.ts';
import { useResultName, useResults } from '../../stores/settings-store.ts';
import { bothFit } from '../../ui/both-fit.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { DetailHead } from './detail-head.tsx';
import { EarlierCalls } from './earlier-calls.tsx';
import { EraseCallSection, EraseSection, hasNumber } from './erase-section.tsx';
import { HowItWentSection } from './how-it-went.tsx';
import { NumberCard } from './number-card.tsx';
import { TechnicalDetails } from './technical-details.tsx';
import './call-detail-pane.css';

interface DetailPaneProps {
  list: CallListStore;
  /** Whether the practice account is in use. */
  practising: boolean;
  onClose: () => void;
  onDial: (call: Call) => void;
  onOpen: (id: string) => void;
  renderRecording: (call: Call) => ReactNode;
}

/** Shows everything about the chosen call, and only while the list shows it. */
export function CallDetailPane(props: DetailPaneProps) {
  const { list, practising, onClose, onDial, onOpen, renderRecording } = props;
  const { t } = useI18n();
  const id = list.useCallList((state) => state.selectedId);
  const { detail, error } = useCallDetail(id);
  const pane = useRef<HTMLElement>(null);
  // While the pane covers the list, the list's keys would act unseen.
  useEffect(() => {
    if (id !== null && !bothFit()) pane.current?.focus();
  }, [id]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== pane.current || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.toLowerCase() === 'c' && detail && !event.repeat) onDial(detail.call);
  }

  return (
    <aside
      ref={pane}
      className="history-detail"
      aria-label={t('history.details')}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div className="detail-back">
        <Button tone="quiet" icon={<ArrowLeft size={17} aria-hidden="true" />} onClick={onClose}>
          {t('history.backToList')}
        </Button>
      </div>
      {error && <Problem error={error} />}
      {id === null && <NothingChosenState list={list} />}
      {detail && (
        <CallDetailArticle
          detail={detail}
          list={list}
          practising={practising}
          onDial={() => onDial(detail.call)}
          onOpen={onOpen}
          recording={renderRecording(detail.call)}
        />
      )}
    </aside>
  );
}

function NothingChosenState({ list }: { list: CallListStore }) {
  const { t } = useI18n();
  const isEmpty = list.useCallList(({ calls, loaded }) => loaded && calls.length === 0);
  return (
    <EmptyState
      filling
      icon={isEmpty ? <SearchX size={24} /> : <MousePointerClick size={24} />}
      title={t(isEmpty ? 'history.nothingToShow' : 'history.chooseOne')}
      text={t(isEmpty ? 'history.nothingToShowText' : 'history.chooseText')}
    />
  );
}

interface CallDetailArticleProps {
  detail: CallDetail;
  list: CallListStore;
  practising: boolean;
  onDial: () => void;
  onOpen: (id: string) => void;
  recording: ReactNode;
}

/** What an agent needs first comes first; what support asks for is collapsed, and last but one. */
function CallDetailArticle({
  detail,
  list,
  practising,
  onDial,
  onOpen,
  recording,
}: CallDetailArticleProps) {
  const { call } = detail;
  // Names and marks belong to the account in use.
  const isOfThisAccount = call.practice === practising;
  return (
    <article data-call-id={call.id} data-state={call.state} data-outcome={call.outcome ?? ''}>
      <DetailHead call={call} mayDial={isOfThisAccount} onDial={onDial} />
      {offersResult(call) && <ResultSection call={call} />}
      <section className="detail-section">
        <NoteEditor
          key={call.id}
          value={call.note}
          onSave={async (note) => (await callActions.setNote(call.id, note)).ok}
        />
      </section>
      <div className="detail-recording">{recording}</div>
      <EarlierCalls
        detail={detail}
        onOpen={onOpen}
        onMore={() => void list.setFilter({ ...everyCall, text: call.customerNumber ?? '' })}
      />
      {isOfThisAccount && call.customerNumber && (
        <NumberCard
          number={call.customerNumber}
          display={call.customerDisplay ?? call.customerNumber}
          key={call.customerNumber}
        />
      )}
      <HowItWentSection detail={detail} />
      <TechnicalDetails detail={detail} />
      {hasNumber(call) ? (
        <EraseSection call={call} number={call.customerNumber} />
      ) : (
        <EraseCallSection call={call} />
      )}
    </article>
  );
}

function ResultSection({ call }: { call: Call }) {
  const { t } = useI18n();
  const results = useResults();
  const nameOf = useResultName();
  return (
    <section className="detail-section" aria-labelledby="result-title">
      <h3 id="result-title" className="eyebrow">
        {t('history.result')}
      </h3>
      <ResultChips
        results={results}
        nameOf={nameOf}
        keys="off"
        value={call.disposition}
        onChange={(value) => void callActions.setDisposition(call.id, value)}
      />
    </section>
  );
}

import { type ReactNode, useEffect } from 'react';
import type { Call } from '../../../../shared/domain/call.ts';
import type { Screen } from '../../format/place.ts';
import type { Book } from '../../stores/book-store.ts';
import { goTo } from '../../stores/navigation-store.ts';
import { useWords } from '../../ui/use-words.ts';
import { CallDetailPane } from './call-detail-pane.tsx';
import { CallList } from './call-list.tsx';
import { HistoryToolbar } from './history-toolbar.tsx';
import './history.css';

interface HistoryScreenProps {
  book: Book;
  screen: Extract<Screen, 'history' | 'recordings'>;
  /** The chosen call. */
  openId: string | null;
  onCallBack: (call: Call) => void;
  onDial: () => void;
  /** The player, which is not this feature's. */
  renderRecording: (call: Call) => ReactNode;
}

/** Kept calls with the chosen one beside them: all of them, or those with a recording. */
export function HistoryScreen(props: HistoryScreenProps) {
  const { book, screen, openId, onCallBack, onDial, renderRecording } = props;
  const { t } = useWords();
  useEffect(() => void book.refresh(), [book]);
  const isEmpty = book.useBook(
    ({ filter, loaded, calls }) =>
      loaded && calls.length === 0 && filter.text === '' && filter.outcomes.length === 0,
  );

  return (
    <div
      className="history"
      data-open={openId !== null || undefined}
      data-empty={(isEmpty && openId === null) || undefined}
    >
      <h1 id="history-title" className="visually-hidden">
        {t(`frame.${screen}`)}
      </h1>
      <section className="history-main" aria-labelledby="history-title">
        <HistoryToolbar book={book} />
        <CallList
          book={book}
          screen={screen}
          openId={openId}
          onOpen={(id, replace) => goTo(screen, id, replace)}
          onCallBack={onCallBack}
          onDial={onDial}
        />
      </section>
      <CallDetailPane
        id={openId}
        onClose={() => goTo(screen)}
        onCallBack={onCallBack}
        renderRecording={renderRecording}
      />
    </div>
  );
}

import { AudioLines, Clock, SearchX } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { Call } from '../../../../shared/domain/call.ts';
import { type CallListStore, isNarrowed } from '../../stores/call-list-store.ts';
import { EmptyState } from '../../ui/bits.tsx';
import { bothFit } from '../../ui/both-fit.ts';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../ui/use-words.ts';
import { CallRows, isRowInSight } from './call-rows.tsx';
import type { useSelection } from './use-selection.ts';

interface CallListProps {
  list: CallListStore;
  screen: 'history' | 'recordings';
  selection: ReturnType<typeof useSelection>;
  /** The details stand over the list where both do not fit. */
  covered: boolean;
  onCallBack: (call: Call) => void;
  onDial: () => void;
}

/** Every call of the book, or why there is none; its keys work whichever it shows. */
export function CallList({ list, screen, selection, covered, onCallBack, onDial }: CallListProps) {
  const { t } = useWords();
  const { calls, loaded, error, filter } = list.useCallList();

  /** Waits for the answer to what was typed last: only what is in sight is opened or called. */
  async function act(key: 'enter' | 'c'): Promise<void> {
    await list.settled();
    const call = list.selected();
    if (!call) return;
    if (key === 'enter') selection.open(call.id);
    else if (bothFit() || isRowInSight(call.id)) onCallBack(call);
    else document.getElementById(`call-${call.id}`)?.scrollIntoView({ block: 'nearest' });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target instanceof Element && event.target.closest('button')) return;
    const key = event.key.toLowerCase();
    if (key !== 'enter' && key !== 'c') return;
    event.preventDefault();
    void act(key);
  }

  const nothing = loaded && !error && calls.length === 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the list inside has the role; keys bubble.
    <div className="history-body" data-found-list tabIndex={-1} onKeyDown={onKeyDown}>
      {error && (
        <div className="history-problem">
          <Problem
            error={error}
            actions={
              <Button small onClick={() => void list.refresh()}>
                {t('common.retry')}
              </Button>
            }
          />
        </div>
      )}
      {calls.length > 0 && (
        <CallRows list={list} screen={screen} selection={selection} covered={covered} />
      )}
      {nothing && isNarrowed(filter) && <NothingFound list={list} />}
      {nothing && !isNarrowed(filter) && <NothingYet screen={screen} onDial={onDial} />}
    </div>
  );
}

function NothingYet({ screen, onDial }: Pick<CallListProps, 'screen' | 'onDial'>) {
  const { t } = useWords();
  const recordings = screen === 'recordings';
  return (
    <EmptyState
      icon={recordings ? <AudioLines size={24} /> : <Clock size={24} />}
      title={t(recordings ? 'recordings.empty' : 'history.empty')}
      text={t(recordings ? 'recordings.emptyText' : 'history.emptyText')}
      action={
        <Button tone="primary" onClick={onDial}>
          {t('history.emptyAction')}
        </Button>
      }
    />
  );
}

function NothingFound({ list }: { list: CallListStore }) {
  const { t } = useWords();
  const { text } = list.useCallList((state) => state.filter);
  return (
    <EmptyState
      icon={<SearchX size={24} />}
      title={t('history.nothingFound')}
      text={text ? t('history.nothingFoundText', { text }) : t('history.nothingFiltered')}
      action={
        <Button onClick={() => void list.setFilter({ text: '', outcomes: [] })}>
          {t('history.clearAll')}
        </Button>
      }
    />
  );
}

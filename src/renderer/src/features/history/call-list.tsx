import { AudioLines, Clock, SearchX } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { Call } from '../../../../shared/domain/call.ts';
import { type CallListStore, everyCall, isNarrowed } from '../../stores/call-list-store.ts';
import { bothFit } from '../../ui/both-fit.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { CallRows, isRowInSight } from './call-rows.tsx';
import type { useSelection } from './use-selection.ts';
import './call-list.css';

interface CallListProps {
  list: CallListStore;
  screen: 'history' | 'recordings';
  selection: ReturnType<typeof useSelection>;
  /** Whether the details cover the list because both do not fit. */
  covered: boolean;
  onDial: (call: Call) => void;
  onOpenDialer: () => void;
}

/** Every call of the history, or why there is none; its keys work in either case. */
export function CallList({
  list,
  screen,
  selection,
  covered,
  onDial,
  onOpenDialer,
}: CallListProps) {
  const { t } = useI18n();
  const { calls, loaded, error, filter } = list.useCallList();

  /** Waits for the result of the last search: only a call in sight is opened or called. */
  async function act(key: 'enter' | 'c'): Promise<void> {
    await list.settled();
    const call = list.selected();
    if (!call) return;
    if (key === 'enter') selection.open(call.id);
    else if (bothFit() || isRowInSight(call.id)) onDial(call);
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

  const isEmpty = loaded && !error && calls.length === 0;
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
      {isEmpty && isNarrowed(filter) && <NothingFoundState list={list} />}
      {isEmpty && !isNarrowed(filter) && (
        <NoCallsState screen={screen} onOpenDialer={onOpenDialer} />
      )}
    </div>
  );
}

function NoCallsState({ screen, onOpenDialer }: Pick<CallListProps, 'screen' | 'onOpenDialer'>) {
  const { t } = useI18n();
  const recordings = screen === 'recordings';
  return (
    <EmptyState
      filling
      icon={recordings ? <AudioLines size={24} /> : <Clock size={24} />}
      title={t(recordings ? 'recordings.empty' : 'history.empty')}
      text={t(recordings ? 'recordings.emptyText' : 'history.emptyText')}
      action={
        <Button tone="primary" onClick={onOpenDialer}>
          {t('history.emptyAction')}
        </Button>
      }
    />
  );
}

function NothingFoundState({ list }: { list: CallListStore }) {
  const { t } = useI18n();
  const { text, way, outcomes } = list.useCallList((state) => state.filter);
  const byWay = way !== 'both' && outcomes.length === 0;
  return (
    <EmptyState
      filling
      icon={<SearchX size={24} />}
      title={t('history.nothingFound')}
      text={
        text
          ? t('history.nothingFoundText', { text })
          : t(byWay ? `history.nothingOfWay.${way}` : 'history.nothingFiltered')
      }
      action={
        <Button onClick={() => void list.setFilter(everyCall)}>{t('history.clearAll')}</Button>
      }
    />
  );
}

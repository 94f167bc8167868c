import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Call } from '../../../../shared/domain/call.ts';
import type { Screen } from '../../route.ts';
import { useAccount } from '../../stores/account-store.ts';
import { type CallListStore, isNarrowed } from '../../stores/call-list-store.ts';
import { bothFit } from '../../ui/both-fit.ts';
import { focusFound, mayTakeFocus } from '../../ui/found-list.ts';
import { Problem } from '../../ui/problem.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { CallDetailPane } from './call-detail-pane.tsx';
import { CallList } from './call-list.tsx';
import { HistoryToolbar } from './history-toolbar.tsx';
import { useSelection } from './use-selection.ts';
import './history-screen.css';

interface HistoryScreenProps {
  list: CallListStore;
  screen: Extract<Screen, 'history' | 'recordings'>;
  /** The call that the address names. */
  openId: string | null;
  onDial: (call: Call) => void;
  onOpenDialer: () => void;
  /** The player, which belongs to another feature. */
  renderRecording: (call: Call) => ReactNode;
  /** Shown above the list. */
  above?: ReactNode;
}

/** Kept calls with the chosen one beside them: all calls, or those with a recording. */
export function HistoryScreen(props: HistoryScreenProps) {
  const { list, screen, openId, onDial, onOpenDialer, renderRecording, above } = props;
  const { t } = useI18n();
  const selection = useSelection(list, screen, openId);
  const { selectedId } = selection;
  const practising = useAccount(({ view }) => view.mode === 'practice');
  useEffect(() => list.show(), [list]);
  const isEmpty = list.useCallList(
    ({ filter, loaded, calls }) => loaded && calls.length === 0 && !isNarrowed(filter),
  );
  // A call that could not be called again: it belongs to the other account or cannot be read.
  const [refused, setRefused] = useState<Call | null>(null);

  function callBack(call: Call): void {
    if (call.practice === practising && !call.unreadable) onDial(call);
    else setRefused(call);
  }
  const otherAccount = t(practising ? 'history.notFromPractice' : 'history.notFromReal');
  const unreadable = {
    message: t('errors.again_unreadable.message'),
    hint: t('errors.again_unreadable.hint'),
  };
  const wasOpen = useRef(openId !== null);
  useEffect(() => {
    // The details covered the list; when they close, whatever has the focus in them goes too.
    const inDetails = document.activeElement?.closest('.history-detail') !== null;
    if (openId === null && wasOpen.current && !bothFit() && (inDetails || mayTakeFocus()))
      focusFound();
    wasOpen.current = openId !== null;
  }, [openId]);

  return (
    <div
      className="history"
      data-open={(openId !== null && openId === selectedId) || undefined}
      data-empty={isEmpty || undefined}
    >
      <h1 id="history-title" className="visually-hidden">
        {t(`frame.${screen}`)}
      </h1>
      <section className="history-main" aria-labelledby="history-title">
        <HistoryToolbar list={list} />
        {above}
        {refused !== null && refused.id === selectedId && (
          <div className="history-problem">
            <Problem error={refused.unreadable ? unreadable : { message: otherAccount }} />
          </div>
        )}
        <CallList
          list={list}
          screen={screen}
          selection={selection}
          covered={openId !== null}
          onDial={callBack}
          onOpenDialer={onOpenDialer}
        />
      </section>
      <CallDetailPane
        list={list}
        practising={practising}
        onClose={selection.close}
        onDial={callBack}
        onOpen={selection.open}
        renderRecording={renderRecording}
      />
    </div>
  );
}

import { PhoneMissed } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { MissedEntry } from '../../../../shared/contract/missed.ts';
import { missedActions, useMissed } from '../../stores/missed-store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { DismissedLine } from './dismissed-line.tsx';
import { MissedList } from './missed-list.tsx';
import './missed.css';

const kinds = ['all', 'mine', 'floor'] as const;
type Kind = (typeof kinds)[number];

interface MissedScreenProps {
  onDial: (number: string) => void;
  /** Shows the agent's own call in the history. */
  onOpen: (callId: string) => void;
}

/** Customers whose calls were missed and who wait to be called back. */
export function MissedScreen({ onDial, onOpen }: MissedScreenProps) {
  const { t } = useI18n();
  const { entries, more, waiting, error } = useMissed();
  const [chosen, choose] = useState<Kind>('all');
  useEffect(() => missedActions.left, []);
  const hasBoth = entries.some(isMine) && entries.some(isFloors);
  const kind = hasBoth ? chosen : 'all';
  const shown = entries.filter((entry) => isOf(entry, kind));

  return (
    <section
      className="missed"
      aria-labelledby="missed-title"
      data-empty={shown.length === 0 || undefined}
    >
      <header className="missed-head">
        <h1 id="missed-title">{t('missed.title')}</h1>
        <p className="muted tabular" role="status">
          {entries.length > 0 && t('missed.waiting', { count: waiting })}
        </p>
        {hasBoth && (
          <Segments
            label={t('missed.whose')}
            value={kind}
            choices={kinds.map((each) => ({
              value: each,
              label: `${t(`missed.kinds.${each}`)} ${entries.filter((entry) => isOf(entry, each)).length}`,
            }))}
            onChange={choose}
          />
        )}
      </header>
      {error && <Problem error={error} />}
      <DismissedLine />
      {shown.length === 0 ? (
        <EmptyState
          filling
          icon={<PhoneMissed size={24} />}
          title={t('missed.empty')}
          text={t('missed.emptyText')}
        />
      ) : (
        <MissedList entries={shown} more={kind === 'all' ? more : 0} {...{ onDial, onOpen }} />
      )}
    </section>
  );
}

function isMine({ mine }: MissedEntry): boolean {
  return mine;
}

function isFloors({ sids }: MissedEntry): boolean {
  return sids.length > 0;
}

function isOf(entry: MissedEntry, kind: Kind): boolean {
  return kind === 'all' || (kind === 'mine' ? isMine(entry) : isFloors(entry));
}

import { ChevronDown } from 'lucide-react';
import { useEffect } from 'react';
import { outcomeKey } from '../../../../shared/call-text.ts';
import { type CallOutcome, callOutcomes } from '../../../../shared/domain/call-states.ts';
import { useAccount } from '../../stores/account-store.ts';
import { type CallListStore, type CallWay, callWays } from '../../stores/call-list-store.ts';
import { Button } from '../../ui/button.tsx';
import {
  Menu,
  MenuCheckItem,
  MenuContent,
  MenuItem,
  MenuSeparator,
  MenuTrigger,
} from '../../ui/menu.tsx';
import { Segments } from '../../ui/segments.tsx';
import { type I18n, useI18n } from '../../ui/use-i18n.ts';

/** Filters, and how many calls match them. */
export function HistoryToolbar({ list }: { list: CallListStore }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { filter, total, otherListHasCalls } = list.useCallList();
  const mode = useAccount(({ view }) => view.mode);
  useEffect(() => void list.checkOtherList(), [list]);
  const inPractice = mode === 'practice';

  return (
    <div className="history-toolbar">
      {!filter.recordedOnly && (
        <Segments
          label={t('history.way')}
          value={filter.way}
          choices={callWays.map((way) => ({ value: way, label: t(`history.ways.${way}`) }))}
          // How the calls of one way end is nothing that the others end in.
          onChange={(way) => void list.setFilter({ way, outcomes: [] })}
        />
      )}
      {!filter.recordedOnly && filter.way !== 'missed' && (
        <OutcomeFilter
          way={filter.way}
          chosen={filter.outcomes}
          onChange={(outcomes) => void list.setFilter({ outcomes })}
        />
      )}
      {(inPractice || otherListHasCalls) && (
        <Segments
          label={t('history.book')}
          value={filter.practice ? 'practice' : 'real'}
          choices={[
            { value: 'real', label: t('history.realCalls') },
            { value: 'practice', label: t('history.practiceCalls') },
          ]}
          onChange={(value) => void list.setFilter({ practice: value === 'practice' })}
        />
      )}
      <p className="history-total muted tabular" role="status">
        {total !== null && i18n.calls(total)}
      </p>
    </div>
  );
}

/** Outcomes that only dialled calls have. */
const ofDials: readonly CallOutcome[] = [
  'customer_unanswered',
  'customer_not_dialled',
  'rejected',
  'not_sent',
  'unknown',
];
/** Outcomes that only incoming calls have. */
const ofArrivals: readonly CallOutcome[] = ['answered_elsewhere', 'passed_on', 'voicemail'];

function outcomesOf(way: CallWay): CallOutcome[] {
  if (way === 'outbound') return callOutcomes.filter((outcome) => !ofArrivals.includes(outcome));
  if (way === 'inbound') return callOutcomes.filter((outcome) => !ofDials.includes(outcome));
  return [...callOutcomes];
}

/** An outcome by its name; by both if those that call in and those that are called end otherwise. */
function nameOfOutcome(outcome: CallOutcome, way: CallWay, t: I18n['t']): string {
  const names = (['outbound', 'inbound'] as const)
    .filter((direction) => way === 'both' || way === direction)
    .map((direction) => t(outcomeKey({ direction }, outcome)));
  return [...new Set(names)].join(' / ');
}

interface OutcomeFilterProps {
  way: CallWay;
  chosen: readonly CallOutcome[];
  onChange: (outcomes: CallOutcome[]) => void;
}

function OutcomeFilter({ way, chosen, onChange }: OutcomeFilterProps) {
  const { t } = useI18n();
  const toggle = (outcome: CallOutcome) =>
    onChange(
      chosen.includes(outcome) ? chosen.filter((each) => each !== outcome) : [...chosen, outcome],
    );
  const [only] = chosen;
  let shown = t('history.outcomes', { count: chosen.length });
  if (chosen.length === 0) shown = t('history.allOutcomes');
  if (chosen.length === 1 && only) shown = nameOfOutcome(only, way, t);
  return (
    <Menu>
      <MenuTrigger>
        <Button
          className={chosen.length > 0 ? 'filter-on' : undefined}
          aria-label={`${t('history.outcomeFilter')}: ${shown}`}
        >
          {shown}
          <ChevronDown size={16} aria-hidden="true" />
        </Button>
      </MenuTrigger>
      <MenuContent>
        {outcomesOf(way).map((outcome) => (
          <MenuCheckItem
            key={outcome}
            checked={chosen.includes(outcome)}
            onToggle={() => toggle(outcome)}
          >
            {nameOfOutcome(outcome, way, t)}
          </MenuCheckItem>
        ))}
        <MenuSeparator />
        <MenuItem onSelect={() => onChange([])}>{t('history.clearFilter')}</MenuItem>
      </MenuContent>
    </Menu>
  );
}

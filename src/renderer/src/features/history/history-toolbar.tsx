import { ChevronDown } from 'lucide-react';
import { useEffect } from 'react';
import { type CallOutcome, callOutcomes } from '../../../../shared/domain/call-states.ts';
import { useAccount } from '../../stores/account-store.ts';
import type { CallListStore } from '../../stores/call-list-store.ts';
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
import { useI18n } from '../../ui/use-i18n.ts';

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
        <OutcomeFilter
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

interface OutcomeFilterProps {
  chosen: readonly CallOutcome[];
  onChange: (outcomes: CallOutcome[]) => void;
}

function OutcomeFilter({ chosen, onChange }: OutcomeFilterProps) {
  const { t } = useI18n();
  const toggle = (outcome: CallOutcome) =>
    onChange(
      chosen.includes(outcome) ? chosen.filter((each) => each !== outcome) : [...chosen, outcome],
    );
  const [only] = chosen;
  let shown = t('history.outcomes', { count: chosen.length });
  if (chosen.length === 0) shown = t('history.allOutcomes');
  if (chosen.length === 1 && only) shown = t(`calls.outcomes.${only}.title`);
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
        {callOutcomes.map((outcome) => (
          <MenuCheckItem
            key={outcome}
            checked={chosen.includes(outcome)}
            onToggle={() => toggle(outcome)}
          >
            {t(`calls.outcomes.${outcome}.title`)}
          </MenuCheckItem>
        ))}
        <MenuSeparator />
        <MenuItem onSelect={() => onChange([])}>{t('history.clearFilter')}</MenuItem>
      </MenuContent>
    </Menu>
  );
}

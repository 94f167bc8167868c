import { Check, ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useEffect } from 'react';
import { type CallOutcome, callOutcomes } from '../../../../shared/domain/call-states.ts';
import { useAccount } from '../../stores/account-store.ts';
import type { CallListStore } from '../../stores/call-list-store.ts';
import { Button } from '../../ui/button.tsx';
import { Segments } from '../../ui/toggles.tsx';
import { useWords } from '../../ui/use-words.ts';

/** Filters, and how many calls they leave. */
export function HistoryToolbar({ list }: { list: CallListStore }) {
  const words = useWords();
  const { t } = words;
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
        {total !== null && words.calls(total)}
      </p>
    </div>
  );
}

interface OutcomeFilterProps {
  chosen: readonly CallOutcome[];
  onChange: (outcomes: CallOutcome[]) => void;
}

function OutcomeFilter({ chosen, onChange }: OutcomeFilterProps) {
  const { t } = useWords();
  const toggle = (outcome: CallOutcome) =>
    onChange(
      chosen.includes(outcome) ? chosen.filter((each) => each !== outcome) : [...chosen, outcome],
    );
  const [only] = chosen;
  let shown = t('history.outcomes', { count: chosen.length });
  if (chosen.length === 0) shown = t('history.allOutcomes');
  if (chosen.length === 1 && only) shown = t(`calls.outcomes.${only}.title`);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button
          className={chosen.length > 0 ? 'filter-on' : undefined}
          aria-label={`${t('history.outcomeFilter')}: ${shown}`}
        >
          {shown}
          <ChevronDown size={16} aria-hidden="true" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu-content" align="start" sideOffset={4}>
        {callOutcomes.map((outcome) => (
          <DropdownMenu.CheckboxItem
            key={outcome}
            className="menu-item"
            checked={chosen.includes(outcome)}
            onCheckedChange={() => toggle(outcome)}
            // Several may be chosen: the menu stays.
            onSelect={(event) => event.preventDefault()}
          >
            <DropdownMenu.ItemIndicator className="select-check">
              <Check size={15} />
            </DropdownMenu.ItemIndicator>
            {t(`calls.outcomes.${outcome}.title`)}
          </DropdownMenu.CheckboxItem>
        ))}
        <DropdownMenu.Separator className="menu-separator" />
        <DropdownMenu.Item className="menu-item" onSelect={() => onChange([])}>
          {t('history.clearFilter')}
        </DropdownMenu.Item>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

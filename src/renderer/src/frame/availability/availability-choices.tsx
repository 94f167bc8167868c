import type { FloorView } from '../../../../shared/contract/floor.ts';
import type { AvailabilityWish } from '../../../../shared/domain/availability.ts';
import { callComesFirst, reasonsOf } from '../../../../shared/floor-text.ts';
import { MenuChoices } from '../../ui/menu.tsx';
import { useI18n } from '../../ui/use-i18n.ts';

interface AvailabilityChoicesProps {
  view: FloorView;
  onChoose: (wish: AvailabilityWish) => void;
  /** The agent wants to type a reason. */
  onOther: () => void;
}

/** Reasons are free text: each has its place in the list as its name. */
type Choice = 'available' | 'break' | 'other' | `reason ${number}`;

/** Available, or a break for one of the floor's reasons or for one of the agent's own. */
export function AvailabilityChoices({ view, onChoose, onOther }: AvailabilityChoicesProps) {
  const { t } = useI18n();
  const { wish } = view.availability;
  const reasons = reasonsOf(view);

  function choose(choice: string): void {
    if (choice === 'other') onOther();
    else if (choice === 'available') onChoose({ state: 'available' });
    else {
      const at = reasons.findIndex((_, place) => choice === `reason ${place}`);
      onChoose({ state: 'break', reason: reasons[at] ?? null });
    }
  }

  return (
    <MenuChoices
      label={t(callComesFirst(view.availability) ? 'floor.choose.afterCall' : 'floor.availability')}
      value={chosen(wish, reasons)}
      onChoose={choose}
      choices={[
        { value: 'available', label: t('floor.choose.available') },
        { value: 'break', label: t('floor.choose.break') },
        ...reasons.map((reason, place) => ({
          value: `reason ${place}`,
          label: t('floor.choose.breakBecause', { reason }),
        })),
        { value: 'other', label: t('floor.choose.otherReason') },
      ]}
    />
  );
}

function chosen(wish: AvailabilityWish, reasons: readonly string[]): Choice {
  if (wish.state === 'available') return 'available';
  return wish.reason === null ? 'break' : `reason ${reasons.indexOf(wish.reason)}`;
}

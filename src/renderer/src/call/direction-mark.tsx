import { ArrowDownLeft, ArrowUpRight, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CallDirection } from '../../../shared/domain/call.ts';
import './direction-mark.css';

const arrows: Record<CallDirection, LucideIcon> = {
  outbound: ArrowUpRight,
  inbound: ArrowDownLeft,
};

/** Which way a call went, as a small arrow, with a word for those who do not see it. */
export function DirectionMark({ direction }: { direction: CallDirection }) {
  const { t } = useTranslation();
  const Arrow = arrows[direction];
  const name = t(`calls.directions.${direction}`);
  return (
    <span className="direction-mark" data-direction={direction} title={name}>
      <Arrow size={15} strokeWidth={2} aria-hidden="true" />
      <span className="visually-hidden">{name} </span>
    </span>
  );
}

import { ChevronDown } from 'lucide-react';
import type { ButtonHTMLAttributes, Ref } from 'react';
import type { FloorView } from '../../../../shared/contract/floor.ts';
import { type FloorStanding, standingText } from '../../../../shared/floor-text.ts';
import { useI18n } from '../../ui/use-i18n.ts';
import { AvailabilityClock } from './availability-clock.tsx';
import { standingLooks } from './standing-look.ts';
import './availability.css';

interface StandingButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  view: FloorView;
  standing: FloorStanding;
  ref?: Ref<HTMLButtonElement>;
}

/** A break's reason may be long: the words give way, the clock does not. */
export function StandingButton({ view, standing, ...button }: StandingButtonProps) {
  const { t } = useI18n();
  const { icon: Icon, tone } = standingLooks[standing];
  const { key, ...values } = standingText(standing, view);
  const words = t(key, values);
  return (
    <button
      type="button"
      className="availability tabular"
      data-tone={tone}
      data-standing={standing}
      title={words}
      aria-keyshortcuts="Control+Shift+A Meta+Shift+A"
      {...button}
    >
      <Icon size={16} aria-hidden="true" />
      <span className="visually-hidden">{`${t('floor.availability')}: `}</span>
      <span className="availability-words">{words}</span>
      {view.connection === 'connected' && <AvailabilityClock availability={view.availability} />}
      <ChevronDown size={14} aria-hidden="true" />
    </button>
  );
}

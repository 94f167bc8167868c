import { useTranslation } from 'react-i18next';
import { Kbd } from './bits.tsx';

interface ResultChipsProps {
  dispositions: readonly string[];
  /** The chosen one. One that is no longer in the settings is still shown. */
  value: string | null;
  onChange: (value: string | null) => void;
  /** Digit keys choose: shown on the chips. */
  keys?: boolean;
}

/** What came of a call, by one click or one digit. Pressing the chosen one again takes it back. */
export function ResultChips({ dispositions, value, onChange, keys = true }: ResultChipsProps) {
  const { t } = useTranslation();
  const foreign = value !== null && !dispositions.includes(value) ? [value] : [];
  return (
    <div className="chips" role="group" aria-label={t('live.afterCall')}>
      {[...dispositions, ...foreign].map((disposition, index) => (
        <button
          key={disposition}
          type="button"
          className="chip"
          aria-pressed={disposition === value}
          onClick={() => onChange(disposition === value ? null : disposition)}
        >
          {keys && index < dispositions.length && <Kbd>{index + 1}</Kbd>}
          {disposition}
        </button>
      ))}
    </div>
  );
}

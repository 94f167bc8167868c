import { useTranslation } from 'react-i18next';
import { Kbd } from './bits.tsx';

interface ResultChipsProps {
  results: readonly { id: string; name: string }[];
  /** The chosen one. One that is no longer in the settings is still shown. */
  value: string | null;
  onChange: (value: string | null) => void;
  /** Digit keys choose: shown on the chips. */
  keys?: boolean;
}

/** What came of a call, by one click or one digit. Pressing the chosen one again takes it back. */
export function ResultChips({ results, value, onChange, keys = true }: ResultChipsProps) {
  const { t } = useTranslation();
  const listed = results.some(({ id }) => id === value);
  const foreign = value !== null && !listed ? [{ id: value, name: value }] : [];
  return (
    <div className="chips" role="group" aria-label={t('live.afterCall')}>
      {[...results, ...foreign].map(({ id, name }, index) => (
        <button
          key={id}
          type="button"
          className="chip"
          aria-pressed={id === value}
          onClick={() => onChange(id === value ? null : id)}
        >
          {keys && index < results.length && <Kbd>{index + 1}</Kbd>}
          {name}
        </button>
      ))}
    </div>
  );
}

import { Delete } from 'lucide-react';
import { useTranslation } from 'react-i18next';

const keys: readonly [digit: string, letters: string][] = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['+', ''],
  ['0', ''],
];

/** Twelve large keys. They leave the focus where it is, so that Enter still dials. */
export function Keypad({
  onPress,
  onBackspace,
}: {
  onPress: (key: string) => void;
  onBackspace: () => void;
}) {
  const { t } = useTranslation();
  const keepFocus = (event: React.PointerEvent | React.MouseEvent) => event.preventDefault();
  return (
    <div className="keypad" role="group" aria-label={t('dialer.keypad')}>
      {keys.map(([digit, letters]) => (
        <button
          key={digit}
          type="button"
          className="key"
          onMouseDown={keepFocus}
          onClick={() => onPress(digit)}
        >
          <span className="key-digit">{digit}</span>
          {letters && (
            <span className="key-letters" aria-hidden="true">
              {letters}
            </span>
          )}
        </button>
      ))}
      <button
        type="button"
        className="key"
        aria-label={t('dialer.backspace')}
        onMouseDown={keepFocus}
        onClick={onBackspace}
      >
        <Delete size={24} strokeWidth={1.6} aria-hidden="true" />
      </button>
    </div>
  );
}

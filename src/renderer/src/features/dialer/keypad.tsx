import { Delete } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stepThrough } from '../../ui/step-through.ts';
import './keypad.css';

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
const backspace = '⌫';
const columns = 3;

interface KeypadProps {
  onPress: (key: string) => void;
  onBackspace: () => void;
  /** A question covers it. */
  hidden: boolean;
}

/**
 * Twelve large keys, one Tab stop. Clicking them leaves the focus where it is, so that Enter still
 * dials.
 */
export function Keypad({ onPress, onBackspace, hidden }: KeypadProps) {
  const { t } = useTranslation();
  const group = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState('1');
  const key = (name: string, onClick: () => void, content: ReactNode, label?: string) => (
    <button
      key={name}
      type="button"
      className="key"
      aria-label={label}
      tabIndex={name === stop ? 0 : -1}
      onMouseDown={(event) => event.preventDefault()}
      onFocus={() => setStop(name)}
      onClick={onClick}
    >
      {content}
    </button>
  );
  return (
    <div
      ref={group}
      className="keypad"
      role="group"
      aria-label={t('dialing.keypad')}
      inert={hidden}
      onKeyDown={(event: KeyboardEvent) => stepThrough(event, group.current, columns)}
    >
      {keys.map(([digit, letters]) =>
        key(
          digit,
          () => onPress(digit),
          <>
            <span className="key-digit">{digit}</span>
            {letters && (
              <span className="key-letters" aria-hidden="true">
                {letters}
              </span>
            )}
          </>,
        ),
      )}
      {key(
        backspace,
        onBackspace,
        <Delete size={24} strokeWidth={1.6} aria-hidden="true" />,
        t('dialing.backspace'),
      )}
    </div>
  );
}

import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../ui/kbd.tsx';
import { stepThrough } from '../ui/step-through.ts';
import './result-chips.css';

interface ResultChipsProps {
  /** In the order of their digit keys. */
  results: readonly { id: string; name: string }[];
  /** The chosen one's id. */
  value: string | null;
  /** Of a chosen one that is in the list no more. */
  nameOf: (id: string) => string;
  onChange: (value: string | null) => void;
  /** What the end of the call suggests: shown as such, and not chosen. */
  suggested?: string | null;
  /** Enter on a chip: this one, and done. */
  onFile?: (id: string) => void;
  /** Digit keys choose: shown on the chips. `waiting`: they mean something else just now. */
  keys?: 'on' | 'waiting' | 'off';
  small?: boolean;
}

/**
 * What came of a call: one stop for Tab, arrows move, Space or a click chooses, a click on the
 * chosen one takes it back. Enter never takes anything back.
 */
export function ResultChips(props: ResultChipsProps) {
  const { results, value, nameOf, onChange, suggested = null, onFile, keys = 'on', small } = props;
  const { t } = useTranslation();
  const group = useRef<HTMLDivElement>(null);
  const foreign = value !== null && !results.some(({ id }) => id === value);
  const all = foreign ? [...results, { id: value, name: nameOf(value) }] : results;
  const stop = value ?? suggested ?? all[0]?.id;
  // Chosen by its digit while another chip has the focus: Enter must mean the chosen one.
  useLayoutEffect(() => {
    if (value === null || !group.current?.contains(document.activeElement)) return;
    group.current.querySelector<HTMLElement>('[aria-checked="true"]')?.focus();
  }, [value]);

  function onKeyDown(event: KeyboardEvent, id: string): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') {
      // Also a held one: it must not reach the click that takes a result back.
      event.preventDefault();
      if (event.repeat) return;
      if (onFile) onFile(id);
      else onChange(id);
    }
    stepThrough(event, group.current);
  }

  return (
    <div
      ref={group}
      className={small ? 'chips chips-small' : 'chips'}
      role="radiogroup"
      aria-label={t('live.afterCall')}
      data-keys={keys}
    >
      {all.map(({ id, name }, index) => (
        <button
          key={id}
          type="button"
          role="radio"
          className="chip"
          aria-checked={id === value}
          data-suggested={id === suggested || undefined}
          tabIndex={id === stop ? 0 : -1}
          onClick={({ detail }) => {
            // The second click of a double one takes nothing back.
            if (id !== value) onChange(id);
            else if (detail < 2) onChange(null);
          }}
          onKeyDown={(event) => onKeyDown(event, id)}
        >
          {keys !== 'off' && index < results.length && (
            <span className="chip-key">
              <Kbd>{index + 1}</Kbd>
            </span>
          )}
          <span>{name}</span>
          {id === suggested && <span className="visually-hidden">{t('live.suggested')}</span>}
        </button>
      ))}
    </div>
  );
}

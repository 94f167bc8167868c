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
  /** For a chosen result that is no longer in the list. */
  nameOf: (id: string) => string;
  onChange: (value: string | null) => void;
  /** Suggested by the end of the call: shown as such, and not chosen. */
  suggested?: string | null;
  /** Enter on a chip: chooses it and finishes. */
  onFile?: (id: string) => void;
  /**
   * Whether digit keys choose, as shown on the chips. `waiting`: they mean something else at the
   * moment.
   */
  keys?: 'on' | 'waiting' | 'off';
  small?: boolean;
}

/**
 * The results of a call: one Tab stop, arrows move, Space or a click chooses, a click on the chosen
 * one undoes it. Enter never undoes anything.
 */
export function ResultChips(props: ResultChipsProps) {
  const { results, value, nameOf, onChange, suggested = null, onFile, keys = 'on', small } = props;
  const { t } = useTranslation();
  const group = useRef<HTMLDivElement>(null);
  const foreign = value !== null && !results.some(({ id }) => id === value);
  const all = foreign ? [...results, { id: value, name: nameOf(value) }] : results;
  const stop = value ?? suggested ?? all[0]?.id;
  // It may be chosen by its digit while another chip has the focus: Enter must mean the chosen one.
  useLayoutEffect(() => {
    if (value === null || !group.current?.contains(document.activeElement)) return;
    group.current.querySelector<HTMLElement>('[aria-checked="true"]')?.focus();
  }, [value]);

  function onKeyDown(event: KeyboardEvent, id: string): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') {
      // Also for a held key: it must not reach the click that undoes a result.
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
            // The second click of a double click undoes nothing.
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

import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isBuiltInResult, longestResult } from '../../../../shared/domain/call-result.ts';
import { foldText } from '../../../../shared/domain/fold-text.ts';
import { settingsActions, useSettings } from '../../stores/settings-store.ts';
import { IconButton } from '../../ui/button.tsx';
import { Input } from '../../ui/field.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Switch } from '../../ui/switch.tsx';
import { withChange } from './results-list.ts';

interface ResultRowProps {
  id: string;
  name: string;
  /** Counted from 1: its digit key. */
  place: number;
  last: boolean;
  /** The names of the other results. */
  others: readonly string[];
  onMove: (step: 1 | -1) => void;
}

/** One result: its key, its editable name, whether it marks do-not-call, and its position. */
export function ResultRow(props: ResultRowProps) {
  const { id, name, place, last, others, onMove } = props;
  const { t } = useTranslation();
  const { results } = useSettings();
  const row = useRef<HTMLLIElement>(null);
  const moved = useRef<1 | -1 | null>(null);
  // A row that moves in the document loses the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each change of place.
  useEffect(() => {
    if (moved.current === null) return;
    const button = moved.current === 1 ? '[data-move="down"]' : '[data-move="up"]';
    row.current?.querySelector<HTMLElement>(button)?.focus();
    moved.current = null;
  }, [place]);

  function move(step: 1 | -1): void {
    moved.current = step;
    onMove(step);
  }

  const marks = results.find((result) => result.id === id)?.marksDoNotCall ?? false;
  return (
    <li ref={row} data-result={id}>
      <Kbd>{place}</Kbd>
      <ResultName id={id} name={name} place={place} others={others} />
      <span className="result-mark">
        <span className="result-mark-words muted" aria-hidden="true">
          {t('settings.results.doNotCall')}
        </span>
        <Switch
          label={t('settings.results.doNotCallOf', { name })}
          hideLabel
          checked={marks}
          onChange={(marksDoNotCall) =>
            void settingsActions.update({ results: withChange(results, id, { marksDoNotCall }) })
          }
        />
      </span>
      <span className="result-place">
        <IconButton
          data-move="up"
          label={t('settings.results.up', { name })}
          icon={<ArrowUp size={16} />}
          aria-disabled={place === 1}
          onClick={() => move(-1)}
        />
        <IconButton
          data-move="down"
          label={t('settings.results.down', { name })}
          icon={<ArrowDown size={16} />}
          aria-disabled={last}
          onClick={() => move(1)}
        />
        <IconButton
          label={t('settings.results.remove', { name })}
          icon={<Trash2 size={16} />}
          onClick={() =>
            void settingsActions.update({ results: results.filter((result) => result.id !== id) })
          }
        />
      </span>
    </li>
  );
}

type ResultNameProps = Pick<ResultRowProps, 'id' | 'name' | 'place' | 'others'>;

/** Saved on Enter and on blur; Esc, an empty name or another result's name reverts the change. */
function ResultName({ id, name, place, others }: ResultNameProps) {
  const { t } = useTranslation();
  const { results } = useSettings();
  const noteId = useId();
  const [text, setText] = useState<string | null>(null);
  const typed = text?.trim() ?? name;
  const taken = others.some((other) => foldText(other) === foldText(typed));
  const fault = typed === '' ? 'empty' : taken ? 'duplicate' : null;

  function settle(): void {
    if (text !== null && fault === null && typed !== name) {
      // It has its built-in name again: from here on it follows the language.
      const own = isBuiltInResult(id) && typed === t(`calls.results.${id}`) ? null : typed;
      void settingsActions.update({ results: withChange(results, id, { name: own }) });
    }
    setText(null);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && fault === null) settle();
    if (event.key === 'Escape') setText(null);
  }

  return (
    <span className="result-name">
      <Input
        className="result-name-input"
        aria-label={t('settings.results.rename', { place })}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? noteId : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={longestResult}
        value={text ?? name}
        onChange={({ target }) => setText(target.value)}
        onBlur={settle}
        onKeyDown={onKeyDown}
      />
      {fault && (
        <span id={noteId} className="field-error result-name-fault">
          {t(`settings.results.${fault}`)}
        </span>
      )}
    </span>
  );
}

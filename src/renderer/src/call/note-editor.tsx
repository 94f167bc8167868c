import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { registerNote } from './unsaved-notes.ts';
import './note-editor.css';

const quietMs = 400;

interface NoteEditorProps {
  /** For a note that is reached from elsewhere. */
  id?: string;
  /** The note as it is stored. */
  value: string;
  /** Saves it; resolves to true once it is on disk. */
  onSave: (note: string) => Promise<boolean>;
  rows?: number;
  /** Whether it is as high as its text; in a narrow column of calls it takes little room. */
  growing?: boolean;
  /** Moves the focus away: on Esc, or on Ctrl+Enter if that has nothing to finish. */
  onLeave?: () => void;
  /** Ctrl+Enter: the agent is done with the call. */
  onDone?: (() => void) | undefined;
}

/**
 * A note that is saved as it is typed: a moment after the last key, on leaving the field, when the
 * field is removed, and by `saveNotes`. Give it the call's id as `key`.
 */
export function NoteEditor(props: NoteEditorProps) {
  const { value, onSave, rows = 3, growing, onLeave, onDone } = props;
  const { t } = useTranslation();
  const ownId = useId();
  const id = props.id ?? ownId;
  const { text, state, change, flush } = useAutosave(value, onSave);

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    // While a word is being composed, both keys belong to the input method.
    if (event.nativeEvent.isComposing) return;
    const done = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (!done && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (done && onDone) {
      if (!event.repeat) onDone();
      return;
    }
    event.currentTarget.blur();
    onLeave?.();
  }

  return (
    <div className={growing ? 'note note-growing' : 'note'}>
      <div className="note-head">
        <label htmlFor={id} className="eyebrow">
          {t('live.note')}
        </label>
        <span className="note-state" role="status" data-state={state}>
          {state === 'dirty' && t('common.saving')}
          {state === 'saved' && t('common.saved')}
          {state === 'failed' && t('settings.saveFailed')}
        </span>
      </div>
      <textarea
        id={id}
        className="input note-text"
        rows={rows}
        maxLength={10_000}
        value={text}
        placeholder={t('live.notePlaceholder')}
        onChange={(event) => change(event.target.value)}
        onBlur={() => void flush()}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

type SaveState = 'clean' | 'dirty' | 'saved' | 'failed';

/**
 * A note's text while it is typed: saved a moment after the last key, by `flush`, and on removal.
 */
export function useAutosave(value: string, onSave: (note: string) => Promise<boolean>) {
  const [text, setText] = useState(value);
  const [state, setState] = useState<SaveState>('clean');
  const pending = useRef<{ text: string; timer: number } | null>(null);
  const save = useRef(onSave);
  save.current = onSave;

  async function flush(): Promise<boolean> {
    const waiting = pending.current;
    if (!waiting) return true;
    pending.current = null;
    window.clearTimeout(waiting.timer);
    const kept = await save.current(waiting.text);
    if (!pending.current) {
      setState(kept ? 'saved' : 'failed');
      // What is not on disk is left for whatever saves next.
      if (!kept) pending.current = { text: waiting.text, timer: 0 };
    }
    return kept;
  }
  const flushRef = useRef(flush);
  flushRef.current = flush;
  useEffect(() => {
    const forget = registerNote(() => flushRef.current());
    return () => {
      forget();
      void flushRef.current();
    };
  }, []);
  // Another window may write the same note: without unsaved typing here, that text is taken over.
  useEffect(() => {
    if (!pending.current) setText(value);
  }, [value]);

  function change(next: string): void {
    setText(next);
    setState('dirty');
    if (pending.current) window.clearTimeout(pending.current.timer);
    pending.current = { text: next, timer: window.setTimeout(() => void flush(), quietMs) };
  }
  return { text, state, change, flush };
}

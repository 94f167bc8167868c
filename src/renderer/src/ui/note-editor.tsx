import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

const quietMs = 400;

interface NoteEditorProps {
  /** The note as it is kept. */
  value: string;
  /** Keeps it; resolves true when it is on disk. */
  onSave: (note: string) => Promise<boolean>;
  rows?: number;
}

/**
 * A note that is saved as it is typed: a moment after the last key, on leaving the field, and when
 * the field goes away. Give it the call's id as `key`.
 */
export function NoteEditor({ value, onSave, rows = 3 }: NoteEditorProps) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState(value);
  const [state, setState] = useState<'clean' | 'dirty' | 'saved' | 'failed'>('clean');
  const pending = useRef<{ text: string; timer: number } | null>(null);
  const save = useRef(onSave);
  save.current = onSave;

  async function flush(): Promise<void> {
    const waiting = pending.current;
    if (!waiting) return;
    pending.current = null;
    window.clearTimeout(waiting.timer);
    const kept = await save.current(waiting.text);
    if (!pending.current) setState(kept ? 'saved' : 'failed');
  }
  const flushRef = useRef(flush);
  flushRef.current = flush;
  useEffect(() => () => void flushRef.current(), []);

  function change(next: string): void {
    setText(next);
    setState('dirty');
    if (pending.current) window.clearTimeout(pending.current.timer);
    pending.current = { text: next, timer: window.setTimeout(() => void flush(), quietMs) };
  }

  return (
    <div className="note">
      <div className="note-head">
        <label htmlFor={id} className="eyebrow">
          {t('live.note')}
        </label>
        <span className="note-state" role="status">
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
      />
    </div>
  );
}

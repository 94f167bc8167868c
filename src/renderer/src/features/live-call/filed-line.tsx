import { CircleCheck, Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { whoOf } from '../../../../shared/call-text.ts';
import { acceleratorLabel } from '../../../../shared/domain/accelerator.ts';
import type { AppError } from '../../../../shared/domain/app-error.ts';
import { inEmptyNumberField } from '../../call/focus.ts';
import { callActions, useCalls } from '../../stores/calls-store.ts';
import { useResultName } from '../../stores/settings-store.ts';
import { useShell } from '../../stores/shell-store.ts';
import { Button } from '../../ui/button.tsx';
import { isTyping } from '../../ui/is-typing.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import './filed-line.css';

/** The call that was filed last; it can be undone for as long as it is shown. */
export function FiledLine() {
  const { t } = useI18n();
  const nameOf = useResultName();
  const filed = useCalls((state) => state.filed);
  const platform = useShell(({ status }) => status.platform);
  const [error, setError] = useState<AppError | null>(null);
  const waits = filed !== null;
  useEffect(() => {
    if (!waits) return;
    function onKeyDown(event: KeyboardEvent): void {
      const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey);
      if (!isUndo || event.shiftKey || event.altKey || event.repeat) return;
      if (isTyping(event) && !inEmptyNumberField(event)) return;
      event.preventDefault();
      void undo().then(setError);
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [waits]);

  return (
    <div className="filed" data-empty={!filed || undefined}>
      {/* Always there, so that what appears in it is read out. */}
      <p role="status" className="filed-text">
        {filed && (
          <>
            <CircleCheck size={17} aria-hidden="true" />
            <span>
              <strong>
                {filed.call.disposition === null
                  ? t('live.filedPlain')
                  : t('live.filed', { result: nameOf(filed.call.disposition) })}
              </strong>{' '}
              <span className="muted tabular filed-who">{whoOf(filed.call, t)}</span>
              {error && <span className="filed-error"> {error.message}</span>}
            </span>
          </>
        )}
      </p>
      {filed && (
        <Button
          small
          tone="quiet"
          icon={<Undo2 size={15} aria-hidden="true" />}
          aria-keyshortcuts="Control+Z Meta+Z"
          onClick={() => void undo().then(setError)}
        >
          {t('live.undo')}{' '}
          <Kbd>{acceleratorLabel('CommandOrControl+Z', platform).replace('+', ' ')}</Kbd>
        </Button>
      )}
    </div>
  );
}

async function undo(): Promise<AppError | null> {
  const result = await callActions.undoFiling();
  return result && !result.ok ? result.error : null;
}

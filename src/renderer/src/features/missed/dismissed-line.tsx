import { CircleCheck, Undo2 } from 'lucide-react';
import { useEffect } from 'react';
import { acceleratorLabel } from '../../../../shared/domain/accelerator.ts';
import { missedActions, useMissed } from '../../stores/missed-store.ts';
import { useShell } from '../../stores/shell-store.ts';
import { Button } from '../../ui/button.tsx';
import { isTyping } from '../../ui/is-typing.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { useI18n } from '../../ui/use-i18n.ts';

/** Who was taken off the list last; it can be undone for as long as it is shown. */
export function DismissedLine() {
  const { t } = useI18n();
  const dismissed = useMissed((state) => state.dismissed);
  const platform = useShell(({ status }) => status.platform);
  const waits = dismissed !== null;
  useEffect(() => {
    if (!waits) return;
    function onKeyDown(event: KeyboardEvent): void {
      const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey);
      if (!isUndo || event.shiftKey || event.altKey || event.repeat || isTyping(event)) return;
      event.preventDefault();
      void missedActions.undo();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [waits]);

  return (
    <div className="missed-dismissed" data-empty={!waits || undefined}>
      {/* Always there, so that what appears in it is read out. */}
      <p role="status">
        {dismissed && (
          <>
            <CircleCheck size={17} aria-hidden="true" />
            {t('missed.dismissed', {
              who: dismissed.name ?? dismissed.display ?? t('missed.withheld'),
            })}
          </>
        )}
      </p>
      {dismissed && (
        <Button
          small
          tone="quiet"
          icon={<Undo2 size={15} aria-hidden="true" />}
          aria-keyshortcuts="Control+Z Meta+Z"
          onClick={() => void missedActions.undo()}
        >
          {t('live.undo')}{' '}
          <Kbd>{acceleratorLabel('CommandOrControl+Z', platform).replace('+', ' ')}</Kbd>
        </Button>
      )}
    </div>
  );
}

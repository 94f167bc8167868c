import { useEffect, useState } from 'react';
import type { AppError } from '../../../../shared/domain/app-error.ts';
import { recordingActions } from '../../stores/recordings-store.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialogs.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import './recordings.css';

type Found = Awaited<ReturnType<typeof recordingActions.withoutCall>>;

/**
 * Files in the recordings folder that no call names: kept, shown, and left to the agent to remove.
 */
export function WithoutCall() {
  const { t, size } = useI18n();
  const [found, setFound] = useState({ files: 0, bytes: 0 });
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  const show = (result: Found): void => {
    if (result.ok) setFound(result.value);
    setError(result.ok ? null : result.error);
  };
  useEffect(() => {
    void recordingActions.withoutCall().then((result) => {
      if (result.ok) setFound(result.value);
    });
  }, []);
  if (found.files === 0) return error && <Problem error={error} />;
  return (
    <section className="without-call" aria-labelledby="without-call">
      <div>
        <h2 id="without-call">
          {t('recordings.withoutCall.title', { count: found.files, size: size(found.bytes) })}
        </h2>
        <p className="muted">{t('recordings.withoutCall.text', { count: found.files })}</p>
      </div>
      <div className="without-call-buttons">
        <Button small onClick={() => void recordingActions.showFolder()}>
          {t('recordings.withoutCall.show')}
        </Button>
        <Button small onClick={() => setAsking(true)}>
          {t('recordings.withoutCall.remove')}
        </Button>
      </div>
      {error && <Problem error={error} />}
      <ConfirmDialog
        open={asking}
        title={t('recordings.withoutCall.removeTitle', { count: found.files })}
        text={t('recordings.withoutCall.removeText')}
        confirm={t('recordings.withoutCall.removeConfirm')}
        onConfirm={() => void recordingActions.removeWithoutCall().then(show)}
        onClose={() => setAsking(false)}
      />
    </section>
  );
}

import { useState } from 'react';
import type { AppError } from '../../../../shared/domain/app-error.ts';
import { diagnosticsActions } from '../../stores/diagnostics-store.ts';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../ui/use-words.ts';
import { Group } from './parts.tsx';

/** What support may be given, as a file. */
export function DiagnosticsGroup() {
  const { t } = useWords();
  const [path, setPath] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  async function exportAll(): Promise<void> {
    const result = await diagnosticsActions.export();
    setError(result.ok ? null : result.error);
    setPath(result.ok ? result.value.path : null);
  }
  return (
    <Group title={t('settings.diagnostics.title')}>
      <p className="soft">{t('settings.diagnostics.text')}</p>
      <div className="settings-buttons">
        <Button onClick={() => void exportAll()}>{t('settings.diagnostics.export')}</Button>
        <Button tone="quiet" onClick={() => void diagnosticsActions.revealLog()}>
          {t('settings.diagnostics.revealLog')}
        </Button>
      </div>
      <p role="status" className="muted">
        {path !== null && t('settings.diagnostics.exported', { path })}
      </p>
      {error && <Problem error={error} />}
    </Group>
  );
}

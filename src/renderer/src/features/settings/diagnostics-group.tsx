import { useState } from 'react';
import type { AppError } from '../../../../shared/domain/app-error.ts';
import { diagnosticsActions } from '../../stores/diagnostics-store.ts';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { SettingsGroup } from './settings-rows.tsx';

/** What can be given to support, as a file. */
export function DiagnosticsGroup() {
  const { t } = useI18n();
  const [path, setPath] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  async function exportAll(): Promise<void> {
    const result = await diagnosticsActions.export();
    setError(result.ok ? null : result.error);
    setPath(result.ok ? result.value.path : null);
  }
  return (
    <SettingsGroup title={t('settings.diagnostics.title')}>
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
    </SettingsGroup>
  );
}

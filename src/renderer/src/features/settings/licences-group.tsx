import { useState } from 'react';
import type { Licences } from '../../../../shared/contract/licences.ts';
import type { AppError } from '../../../../shared/domain/app-error.ts';
import { licencesActions } from '../../stores/licences-store.ts';
import { Button } from '../../ui/button.tsx';
import { TextDialog } from '../../ui/dialogs.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { SettingsGroup } from './settings-rows.tsx';

/** What Handset is made of, and under which licences. */
export function LicencesGroup() {
  const { t } = useI18n();
  const [licences, setLicences] = useState<Licences | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  async function show(): Promise<void> {
    const result = await licencesActions.read();
    setError(result.ok ? null : result.error);
    setLicences(result.ok ? result.value : null);
  }
  const { text = null, restIn = null } = licences ?? {};
  return (
    <SettingsGroup title={t('settings.licences.title')}>
      <p className="soft">{t('settings.licences.text')}</p>
      <div className="settings-buttons">
        <Button onClick={() => void show()}>{t('settings.licences.show')}</Button>
      </div>
      <p role="status" className="soft">
        {licences && text === null && t('settings.licences.none')}
      </p>
      {error && <Problem error={error} />}
      <TextDialog
        open={text !== null}
        title={t('settings.licences.title')}
        text={text ?? ''}
        note={restIn === null ? undefined : t('settings.licences.more', { path: restIn })}
        onClose={() => setLicences(null)}
      />
    </SettingsGroup>
  );
}

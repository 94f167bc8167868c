import { useEffect, useState } from 'react';
import type { EntrancesStatus } from '../../../../shared/contract/entrances.ts';
import type { AppError, Result } from '../../../../shared/domain/app-error.ts';
import { entranceActions, useEntrances } from '../../stores/entrances-store.ts';
import { useShell } from '../../stores/shell-store.ts';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { SettingsGroup, SettingsRow } from './settings-rows.tsx';

/** Which program opens the links that ask for a call, and whether one reaches Handset. */
export function LinksGroup() {
  const { t } = useI18n();
  const { links, mayClaim } = useEntrances();
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    const load = (): void => void entranceActions.load();
    load();
    // The agent returns from the system's settings, where they made a choice.
    window.addEventListener('focus', load);
    return () => window.removeEventListener('focus', load);
  }, []);
  async function change(asked: Promise<Result<null>>): Promise<void> {
    const result = await asked;
    setError(result.ok ? null : result.error);
  }
  return (
    <SettingsGroup title={t('settings.links.title')}>
      <p className="field-hint">{t('settings.links.hint')}</p>
      {links.map((link) => (
        <LinkRow
          key={link.scheme}
          link={link}
          mayClaim={mayClaim}
          change={(asked) => void change(asked)}
        />
      ))}
      {error && <Problem error={error} />}
      {!mayClaim && <p className="field-hint">{t('settings.links.onlyInstalled')}</p>}
    </SettingsGroup>
  );
}

interface LinkRowProps {
  link: EntrancesStatus['links'][number];
  mayClaim: boolean;
  /** Awaits a request, and shows why it failed. */
  change: (asked: Promise<Result<null>>) => void;
}

function LinkRow({ link: { scheme, owner, ours, test }, mayClaim, change }: LinkRowProps) {
  const { t } = useI18n();
  const platform = useShell(({ status }) => status.platform);
  // On Linux another program can only be chosen in the system's own settings.
  const releasable = ours && scheme !== 'handset' && platform !== 'linux';
  const opened = owner === null ? t('settings.links.nobody') : t('settings.links.owner', { owner });
  return (
    <SettingsRow label={`${scheme}:`} hint={ours ? t('settings.links.ours') : opened}>
      <div className="settings-in-use">
        <span role="status">{test !== 'none' && t(`settings.links.test.${test}`)}</span>
        <Button disabled={test === 'waiting'} onClick={() => void entranceActions.testLink(scheme)}>
          {t('settings.links.try')}
        </Button>
        {mayClaim && !ours && (
          <Button onClick={() => change(entranceActions.claimLinks(scheme))}>
            {t('settings.links.claim')}
          </Button>
        )}
        {releasable && (
          <Button onClick={() => change(entranceActions.releaseLinks(scheme))}>
            {t('settings.links.release')}
          </Button>
        )}
      </div>
    </SettingsRow>
  );
}

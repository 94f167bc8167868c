import { useState } from 'react';
import { useAccount } from '../../stores/account-store.ts';
import { shellActions, useShell } from '../../stores/shell-store.ts';
import { Button } from '../../ui/button.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { DiagnosticsGroup } from './diagnostics-group.tsx';
import { LicencesGroup } from './licences-group.tsx';
import { SettingsGroup } from './settings-rows.tsx';
import { UpdatesGroup } from './updates-group.tsx';

const systemNames: Record<string, string> = { darwin: 'macOS', linux: 'Linux', win32: 'Windows' };

/** Returns for example `English (India)` for `en-IN`, in the agent's language. */
function languageName(locale: string, shown: string): string {
  return new Intl.DisplayNames(shown, { type: 'language' }).of(locale) ?? locale;
}

/** What support asks for first; contains no key, no token and no number. */
export function AboutSection() {
  const { t, locale: shown } = useI18n();
  const { version, platform, locale } = useShell(({ status }) => status);
  const { mode, secretPlace } = useAccount(({ view }) => view);
  const [copied, setCopied] = useState(false);
  const facts: [string, string][] = [
    [t('settings.about.version'), version],
    [t('settings.about.platform'), systemNames[platform] ?? platform],
    [t('settings.about.systemLanguage'), languageName(locale, shown)],
    [t('settings.account.title'), t(`settings.about.accounts.${mode}`)],
    [t('settings.account.secret'), t(`settings.account.secretPlaces.${secretPlace}`)],
  ];
  async function copy(): Promise<void> {
    const text = facts.map(([name, value]) => `${name}: ${value}`).join('\n');
    setCopied((await shellActions.copyText(text)).ok);
  }
  return (
    <>
      <SettingsGroup title={t('settings.about.title')}>
        <p className="soft">{t('settings.about.text')}</p>
        <div className="settings-apart-above">
          <FactList facts={facts} />
        </div>
        <div className="settings-buttons">
          <Button onClick={() => void copy()}>{t('settings.about.copyAll')}</Button>
          <span role="status" className="muted">
            {copied && t('settings.about.copied')}
          </span>
        </div>
      </SettingsGroup>
      <UpdatesGroup />
      <DiagnosticsGroup />
      <LicencesGroup />
    </>
  );
}

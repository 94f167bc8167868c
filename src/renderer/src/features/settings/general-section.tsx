import { textSizes } from '../../../../shared/domain/text-size.ts';
import { languages } from '../../../../shared/languages.ts';
import { commandAnd } from '../../format/accelerator.ts';
import { settingsActions, useSettings } from '../../stores/settings-store.ts';
import { shellActions, useShell } from '../../stores/shell-store.ts';
import { Button } from '../../ui/button.tsx';
import { Segments } from '../../ui/segments.tsx';
import { SelectField } from '../../ui/select.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { LinksGroup } from './links-group.tsx';
import { SettingsGroup, SettingsRow, SwitchRow } from './settings-rows.tsx';

/** How Handset looks, notifies and starts on this computer. */
export function GeneralSection() {
  const { t } = useI18n();
  const settings = useSettings();
  return (
    <>
      <AppearanceGroup />
      <SettingsGroup title={t('settings.notifications.title')}>
        <SwitchRow
          label={t('settings.notifications.callEnded')}
          hint={t('settings.notifications.callEndedHint')}
          checked={settings.notifyCallEnded}
          onChange={(notifyCallEnded) => void settingsActions.update({ notifyCallEnded })}
        />
      </SettingsGroup>
      <LinksGroup />
      <SettingsGroup title={t('settings.startup.title')}>
        <SwitchRow
          label={t('settings.startup.launchAtLogin')}
          hint={t('settings.startup.launchAtLoginHint')}
          checked={settings.launchAtLogin}
          onChange={(launchAtLogin) => void settingsActions.update({ launchAtLogin })}
        />
        <SettingsRow label={t('settings.appearance.mini')} hint={t('settings.appearance.miniHint')}>
          <Button onClick={() => void shellActions.setMini(true)}>
            {t('settings.appearance.openMini')}
          </Button>
        </SettingsRow>
        <SettingsRow label={t('settings.startup.quit')} hint={t('settings.startup.quitHint')}>
          <Button onClick={() => void shellActions.quit()}>{t('settings.startup.quit')}</Button>
        </SettingsRow>
      </SettingsGroup>
    </>
  );
}

function AppearanceGroup() {
  const { t } = useI18n();
  const settings = useSettings();
  const platform = useShell(({ status }) => status.platform);
  return (
    <SettingsGroup title={t('settings.appearance.title')}>
      <SettingsRow label={t('settings.appearance.theme')}>
        <Segments
          label={t('settings.appearance.theme')}
          value={settings.theme}
          choices={(['system', 'light', 'dark'] as const).map((value) => ({
            value,
            label: t(`settings.appearance.themes.${value}`),
          }))}
          onChange={(theme) => void settingsActions.update({ theme })}
        />
      </SettingsRow>
      <SettingsRow label={t('settings.appearance.language')}>
        <SelectField
          label={t('settings.appearance.language')}
          hideLabel
          value={settings.language}
          choices={[
            { value: 'system', label: t('settings.appearance.systemLanguage') },
            ...languages.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(language) => void settingsActions.update({ language })}
        />
      </SettingsRow>
      <SettingsRow
        label={t('settings.appearance.textSize')}
        hint={t('settings.appearance.textSizeHint', {
          larger: commandAnd('+', platform),
          smaller: commandAnd('−', platform),
          normal: commandAnd('0', platform),
        })}
      >
        <SelectField
          label={t('settings.appearance.textSize')}
          hideLabel
          value={String(settings.textSizePercent)}
          choices={textSizes.map((value) => ({
            value: String(value),
            label: t('settings.appearance.percent', { value }),
          }))}
          onChange={(next) => {
            const textSizePercent = textSizes.find((size) => String(size) === next);
            if (textSizePercent) void settingsActions.update({ textSizePercent });
          }}
        />
      </SettingsRow>
    </SettingsGroup>
  );
}

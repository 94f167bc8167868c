import { settingsActions, useSettings } from '../../stores/settings-store.ts';
import { shellActions } from '../../stores/shell-store.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select.tsx';
import { Segments } from '../../ui/toggles.tsx';
import { useWords } from '../../ui/use-words.ts';
import { Group, Row, SwitchRow } from './parts.tsx';

export function AppearanceSection() {
  const { t } = useWords();
  const settings = useSettings();
  return (
    <>
      <Group title={t('settings.appearance.title')}>
        <Row label={t('settings.appearance.theme')}>
          <Segments
            label={t('settings.appearance.theme')}
            value={settings.theme}
            choices={(['system', 'light', 'dark'] as const).map((value) => ({
              value,
              label: t(`settings.appearance.themes.${value}`),
            }))}
            onChange={(theme) => void settingsActions.update({ theme })}
          />
        </Row>
        <Row label={t('settings.appearance.language')}>
          <SelectField
            label={t('settings.appearance.language')}
            hideLabel
            value={settings.language}
            choices={(['system', 'en', 'hi'] as const).map((value) => ({
              value,
              label: t(`settings.appearance.languages.${value}`),
            }))}
            onChange={(language) => void settingsActions.update({ language })}
          />
        </Row>
      </Group>
      <Group title={t('settings.startup.title')}>
        <SwitchRow
          label={t('settings.startup.launchAtLogin')}
          hint={t('settings.startup.launchAtLoginHint')}
          checked={settings.launchAtLogin}
          onChange={(launchAtLogin) => void settingsActions.update({ launchAtLogin })}
        />
        <Row label={t('settings.appearance.mini')} hint={t('settings.appearance.miniHint')}>
          <Button onClick={() => void shellActions.setMini(true)}>
            {t('settings.appearance.openMini')}
          </Button>
        </Row>
      </Group>
    </>
  );
}

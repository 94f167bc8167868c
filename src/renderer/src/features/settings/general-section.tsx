import { textSizes } from '../../../../shared/domain/text-size.ts';
import { languages } from '../../../../shared/languages.ts';
import { commandAnd } from '../../format/accelerator.ts';
import { settingsActions, useSettings } from '../../stores/settings-store.ts';
import { shellActions, useShell } from '../../stores/shell-store.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select.tsx';
import { Segments } from '../../ui/toggles.tsx';
import { useWords } from '../../ui/use-words.ts';
import { LinksGroup } from './links-group.tsx';
import { Group, Row, SwitchRow } from './parts.tsx';

/** How Handset looks, tells and starts on this computer. */
export function GeneralSection() {
  const { t } = useWords();
  const settings = useSettings();
  return (
    <>
      <AppearanceGroup />
      <Group title={t('settings.notifications.title')}>
        <SwitchRow
          label={t('settings.notifications.callEnded')}
          hint={t('settings.notifications.callEndedHint')}
          checked={settings.notifyCallEnded}
          onChange={(notifyCallEnded) => void settingsActions.update({ notifyCallEnded })}
        />
      </Group>
      <LinksGroup />
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
        <Row label={t('settings.startup.quit')} hint={t('settings.startup.quitHint')}>
          <Button onClick={() => void shellActions.quit()}>{t('settings.startup.quit')}</Button>
        </Row>
      </Group>
    </>
  );
}

function AppearanceGroup() {
  const { t } = useWords();
  const settings = useSettings();
  const platform = useShell(({ status }) => status.platform);
  return (
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
          choices={[
            { value: 'system', label: t('settings.appearance.systemLanguage') },
            ...languages.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(language) => void settingsActions.update({ language })}
        />
      </Row>
      <Row
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
      </Row>
    </Group>
  );
}

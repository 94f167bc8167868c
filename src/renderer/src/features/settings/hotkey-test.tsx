import { useEffect } from 'react';
import { acceleratorLabel } from '../../../../shared/domain/accelerator.ts';
import { entranceActions, useEntrances } from '../../stores/entrances-store.ts';
import { useSettings } from '../../stores/settings-store.ts';
import { shellActions, useShell } from '../../stores/shell-store.ts';
import { Button } from '../../ui/button.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { SettingsRow } from './settings-rows.tsx';

/**
 * Tests whether the shortcut reaches Handset from other programs, by a press that dials nothing.
 */
export function HotkeyTest() {
  const { t } = useI18n();
  const { hotkey, command } = useEntrances();
  const { hotkey: accelerator } = useSettings();
  const platform = useShell(({ status }) => status.platform);
  useEffect(() => void entranceActions.load(), []);
  if (hotkey.state === 'off' || hotkey.state === 'taken' || hotkey.state === 'invalid') return null;

  const keys = acceleratorLabel(accelerator, platform);
  const doubtful =
    hotkey.test === 'silent' || (hotkey.state === 'asked' && hotkey.test !== 'heard');
  return (
    <>
      <SettingsRow
        label={t('settings.shortcuts.test.title')}
        hint={t('settings.shortcuts.test.hint')}
      >
        <div className="settings-in-use">
          <span role="status">
            {hotkey.test !== 'none' && t(`settings.shortcuts.test.${hotkey.test}`, { keys })}
          </span>
          <Button
            disabled={hotkey.test === 'waiting'}
            onClick={() => void entranceActions.testHotkey()}
          >
            {t('settings.shortcuts.test.try')}
          </Button>
        </div>
      </SettingsRow>
      {doubtful && (
        <SettingsRow
          label={t('settings.shortcuts.command.title')}
          hint={t('settings.shortcuts.command.hint')}
        >
          <div className="settings-command">
            <code>{command}</code>
            <Button onClick={() => void shellActions.copyText(command)}>
              {t('settings.shortcuts.command.copy')}
            </Button>
          </div>
        </SettingsRow>
      )}
    </>
  );
}

import { settingsActions, useSettings } from '../../../stores/settings-store.ts';
import { useShell } from '../../../stores/shell-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Problem } from '../../../ui/problem.tsx';
import { useI18n } from '../../../ui/use-i18n.ts';
import { HotkeyCapture } from '../hotkey-capture.tsx';
import { SettingsGroup, SettingsRow } from '../settings-rows.tsx';

/** The system-wide shortcut that changes between available and a break. */
export function AvailabilityHotkeyGroup() {
  const { t } = useI18n();
  const { availabilityHotkey } = useSettings();
  const taken = useShell(({ status }) =>
    status.notices.find((notice) => notice.code === 'availability_hotkey_taken'),
  );
  const change = (next: string) => void settingsActions.update({ availabilityHotkey: next });
  return (
    <SettingsGroup title={t('settings.shortcuts.availability.title')}>
      <SettingsRow
        label={t('settings.shortcuts.availability.hotkey')}
        hint={t('settings.shortcuts.availability.hint')}
      >
        <div className="settings-in-use">
          <HotkeyCapture
            label={t('settings.shortcuts.availability.change')}
            hotkey={availabilityHotkey}
            onChange={change}
          />
          {availabilityHotkey !== '' && (
            <Button onClick={() => change('')}>{t('settings.shortcuts.remove')}</Button>
          )}
        </div>
      </SettingsRow>
      {taken && <Problem error={taken} />}
    </SettingsGroup>
  );
}

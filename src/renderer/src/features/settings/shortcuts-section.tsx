import { acceleratorLabel } from '../../../../shared/domain/accelerator.ts';
import { commandAnd } from '../../format/accelerator.ts';
import { useFloor } from '../../stores/floor-store.ts';
import { useMissed } from '../../stores/missed-store.ts';
import { settingsActions, useSettings } from '../../stores/settings-store.ts';
import { useShell } from '../../stores/shell-store.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { Problem } from '../../ui/problem.tsx';
import { SelectField } from '../../ui/select.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { AvailabilityHotkeyGroup } from './floor/availability-hotkey-group.tsx';
import { HotkeyCapture } from './hotkey-capture.tsx';
import { HotkeyTest } from './hotkey-test.tsx';
import { NumberRow, SettingsGroup, SettingsRow, SwitchRow } from './settings-rows.tsx';
import './shortcuts-section.css';

export function ShortcutsSection() {
  const { t } = useI18n();
  const settings = useSettings();
  const onFloor = useFloor(({ joined }) => joined !== null);
  const taken = useShell(({ status }) =>
    status.notices.find((notice) => notice.code === 'hotkey_taken'),
  );
  return (
    <>
      <SettingsGroup title={t('settings.shortcuts.title')}>
        <SwitchRow
          label={t('settings.shortcuts.enabled')}
          hint={t('settings.shortcuts.enabledHint')}
          checked={settings.hotkeyEnabled}
          onChange={(hotkeyEnabled) => void settingsActions.update({ hotkeyEnabled })}
        />
        <SettingsRow label={t('settings.shortcuts.hotkey')}>
          <HotkeyCapture
            label={t('settings.shortcuts.capture')}
            hotkey={settings.hotkey}
            onChange={(hotkey) => void settingsActions.update({ hotkey })}
          />
        </SettingsRow>
        {taken && <Problem error={taken} />}
        <HotkeyTest />
        <SettingsRow label={t('settings.shortcuts.mode')}>
          <SelectField
            label={t('settings.shortcuts.mode')}
            hideLabel
            value={settings.hotkeyMode}
            choices={(['countdown', 'at_once', 'ask'] as const).map((value) => ({
              value,
              label: t(`settings.shortcuts.modes.${value}`),
            }))}
            onChange={(hotkeyMode) => void settingsActions.update({ hotkeyMode })}
          />
        </SettingsRow>
        {settings.hotkeyMode === 'countdown' && (
          <NumberRow
            label={t('settings.shortcuts.countdown')}
            unit={t('settings.calling.seconds')}
            min={1}
            max={10}
            value={settings.countdownSeconds}
            onChange={(countdownSeconds) => void settingsActions.update({ countdownSeconds })}
          />
        )}
      </SettingsGroup>
      {onFloor && <AvailabilityHotkeyGroup />}
      <KeyTable onFloor={onFloor} />
    </>
  );
}

function KeyTable({ onFloor }: { onFloor: boolean }) {
  const { t } = useI18n();
  const platform = useShell(({ status }) => status.platform);
  const command = (key: string) => acceleratorLabel(`CommandOrControl+${key}`, platform);
  const [command1, command9] = [command('1'), command('9')];
  const missedUsed = useMissed((state) => state.used);
  const lastScreen = acceleratorLabel(missedUsed ? 'Alt+6' : 'Alt+5', platform);
  const groups = {
    anywhere: [
      ['screens', [acceleratorLabel('Alt+1', platform), '…', lastScreen]],
      ['search', [command('K')]],
      ...(onFloor ? ([['availability', [command('Shift+A')]]] as const) : []),
      ['larger', [commandAnd('+', platform)]],
      ['smaller', [commandAnd('−', platform)]],
      ['normal', [commandAnd('0', platform)]],
    ],
    dial: [
      ['dial', ['Enter']],
      ['results', ['1', '…', '9']],
      ['resultDone', [command1, '…', command9]],
      ['finish', ['Enter']],
    ],
    history: [
      ['move', ['↑', '↓']],
      ['callBack', ['C']],
      ['playPause', ['K']],
      ['seek', ['J', 'L']],
    ],
  } as const;
  return (['anywhere', 'dial', 'history'] as const).map((group) => (
    <SettingsGroup key={group} title={t(`settings.shortcuts.keyGroups.${group}`)}>
      <dl className="key-table">
        {groups[group].map(([action, keys]) => (
          <div key={action}>
            <dt>{t(`settings.shortcuts.keys.${action}`)}</dt>
            <dd>
              <span className="visually-hidden">{keys.join(' ')}</span>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </SettingsGroup>
  ));
}

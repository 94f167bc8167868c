import { settingsActions, useSettings } from '../../stores/settings-store.ts';
import { useWords } from '../../ui/use-words.ts';
import { Group, SwitchRow } from './parts.tsx';

export function NotificationsSection() {
  const { t } = useWords();
  const settings = useSettings();
  return (
    <Group title={t('settings.notifications.title')}>
      <SwitchRow
        label={t('settings.notifications.callEnded')}
        hint={t('settings.notifications.callEndedHint')}
        checked={settings.notifyCallEnded}
        onChange={(notifyCallEnded) => void settingsActions.update({ notifyCallEnded })}
      />
    </Group>
  );
}

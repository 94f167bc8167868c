import { dialerActions } from '../../stores/dialer-store.ts';
import { useProfiles } from '../../stores/profiles-store.ts';
import { SelectField } from '../../ui/select.tsx';
import { useI18n } from '../../ui/use-i18n.ts';

/** The profile of the next call. */
export function ProfileChoice({ chosenId }: { chosenId: string }) {
  const { t } = useI18n();
  const { profiles } = useProfiles();
  return (
    <SelectField
      look="inline"
      label={t('profiles.chooser')}
      value={chosenId}
      choices={profiles.map(({ id, profile }) => ({ value: id, label: profile.name }))}
      onChange={dialerActions.setProfile}
    />
  );
}

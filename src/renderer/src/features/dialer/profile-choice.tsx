import { dialerActions } from '../../stores/dialer-store.ts';
import { useProfiles } from '../../stores/profiles-store.ts';
import { SelectField } from '../../ui/select.tsx';
import { useWords } from '../../ui/use-words.ts';

/** The profile of the next call. */
export function ProfileChoice({ chosenId }: { chosenId: string }) {
  const { t } = useWords();
  const { profiles } = useProfiles();
  return (
    <SelectField
      label={t('profiles.chooser')}
      value={chosenId}
      choices={profiles.map(({ id, profile }) => ({ value: id, label: profile.name }))}
      onChange={dialerActions.setProfile}
    />
  );
}

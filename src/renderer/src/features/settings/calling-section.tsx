import { settingsActions, useSettings } from '../../stores/settings-store.ts';
import { SelectField } from '../../ui/select.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { CallingHoursGroup } from './calling-hours-group.tsx';
import { SettingsGroup, SettingsRow } from './settings-rows.tsx';

const update = (patch: Parameters<typeof settingsActions.update>[0]) =>
  void settingsActions.update(patch);

/** Countries that Exotel's customers call most; any other number starts with +. */
const countries = ['IN', 'ID', 'SG', 'MY', 'PH', 'TH', 'VN', 'AE', 'SA', 'GB', 'US'];

export function CallingSection() {
  return (
    <>
      <NumbersGroup />
      <CallingHoursGroup />
    </>
  );
}

function NumbersGroup() {
  const { t, country } = useI18n();
  const { defaultCountry } = useSettings();
  const known = countries.includes(defaultCountry) ? countries : [defaultCountry, ...countries];
  return (
    <SettingsGroup title={t('settings.calling.title')}>
      <SettingsRow label={t('settings.calling.country')}>
        <SelectField
          label={t('settings.calling.country')}
          hideLabel
          value={defaultCountry}
          choices={known.map((value) => ({ value, label: country(value) }))}
          onChange={(value) => update({ defaultCountry: value })}
        />
      </SettingsRow>
    </SettingsGroup>
  );
}

import { settingsActions, useSettings } from '../../stores/settings-store.ts';
import { SelectField } from '../../ui/select.tsx';
import { useWords } from '../../ui/use-words.ts';
import { CallingHoursGroup } from './calling-hours-group.tsx';
import { Group, Row } from './parts.tsx';

const update = (patch: Parameters<typeof settingsActions.update>[0]) =>
  void settingsActions.update(patch);

/** Countries where Exotel's customers call most; any other number starts with +. */
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
  const { t, country } = useWords();
  const { defaultCountry } = useSettings();
  const known = countries.includes(defaultCountry) ? countries : [defaultCountry, ...countries];
  return (
    <Group title={t('settings.calling.title')}>
      <Row label={t('settings.calling.country')}>
        <SelectField
          label={t('settings.calling.country')}
          hideLabel
          value={defaultCountry}
          choices={known.map((value) => ({ value, label: country(value) }))}
          onChange={(value) => update({ defaultCountry: value })}
        />
      </Row>
    </Group>
  );
}

import { Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { mostResults } from '../../../../shared/domain/call-result.ts';
import { settingsActions, useResults, useSettings } from '../../stores/settings-store.ts';
import { Kbd } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
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
      <Dispositions />
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

function Dispositions() {
  const { t } = useWords();
  const results = useResults();
  const { results: kept } = useSettings();
  const [fresh, setFresh] = useState('');
  const name = fresh.trim();
  const duplicate = results.some((each) => each.name.toLowerCase() === name.toLowerCase());

  function add(event: FormEvent): void {
    event.preventDefault();
    if (name === '' || duplicate) return;
    update({ results: [...kept, { id: name, name, marksDoNotCall: false }] });
    setFresh('');
  }

  return (
    <Group title={t('settings.calling.dispositions')}>
      <p className="field-hint">{t('settings.calling.dispositionsHint')}</p>
      <ol className="dispositions">
        {results.map((result, index) => (
          <li key={result.id}>
            <Kbd>{index + 1}</Kbd>
            <span>{result.name}</span>
            <IconButton
              label={t('settings.calling.removeDisposition', { name: result.name })}
              icon={<Trash2 size={16} />}
              onClick={() => update({ results: kept.filter(({ id }) => id !== result.id) })}
            />
          </li>
        ))}
      </ol>
      {kept.length < mostResults && (
        <form className="inline-form" onSubmit={add}>
          <TextField
            label={t('settings.calling.newDisposition')}
            maxLength={40}
            value={fresh}
            error={duplicate ? t('settings.calling.duplicate') : undefined}
            onChange={({ target }) => setFresh(target.value)}
          />
          <Button type="submit" disabled={name === '' || duplicate}>
            {t('settings.calling.addDisposition')}
          </Button>
        </form>
      )}
    </Group>
  );
}

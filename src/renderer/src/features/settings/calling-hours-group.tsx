import { Trash2 } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import type { CallingHours, CallingWindow } from '../../../../shared/domain/settings.ts';
import { settingsActions, useSettings } from '../../stores/settings-store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Input } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { countries } from './countries.ts';
import { SettingsGroup } from './settings-rows.tsx';
import { minuteOf, timeText } from './time-text.ts';
import './calling-hours-group.css';

const save = (callingHours: CallingHours) => void settingsActions.update({ callingHours });

/** What a new country starts with: India's hours, the stricter of the two laws known here. */
const firstWindow: CallingWindow = { fromMinute: 540, toMinute: 1260 };

/** When people may be called, by country. */
export function CallingHoursGroup() {
  const { t, country } = useI18n();
  const { callingHours } = useSettings();
  const rows = Object.entries(callingHours).map(([code, window]) => ({
    code,
    window,
    name: country(code),
  }));
  rows.sort((a, b) => a.name.localeCompare(b.name));

  function remove(code: string): void {
    save(Object.fromEntries(Object.entries(callingHours).filter(([each]) => each !== code)));
  }

  return (
    <SettingsGroup title={t('settings.calling.hours.title')}>
      <p className="field-hint">{t('settings.calling.hours.hint')}</p>
      {rows.length === 0 && <p className="hours-none">{t('settings.calling.hours.none')}</p>}
      <ul className="hours">
        {rows.map(({ code, name, window }) => (
          <li key={code} data-country={code}>
            <span className="hours-country">{name}</span>
            <TimeField
              label={t('settings.calling.hours.from', { country: name })}
              minute={window.fromMinute}
              unlike={window.toMinute}
              onChange={(fromMinute) =>
                save({ ...callingHours, [code]: { ...window, fromMinute } })
              }
            />
            <span className="muted">{t('settings.calling.hours.until')}</span>
            <TimeField
              label={t('settings.calling.hours.to', { country: name })}
              minute={window.toMinute}
              unlike={window.fromMinute}
              onChange={(toMinute) => save({ ...callingHours, [code]: { ...window, toMinute } })}
            />
            <IconButton
              label={t('settings.calling.hours.remove', { country: name })}
              icon={<Trash2 size={16} />}
              onClick={() => remove(code)}
            />
          </li>
        ))}
      </ul>
      <AddCountry
        taken={callingHours}
        onAdd={(code) => save({ ...callingHours, [code]: firstWindow })}
      />
    </SettingsGroup>
  );
}

interface TimeFieldProps {
  label: string;
  minute: number;
  /** The window's other end, which this one must not equal. */
  unlike: number;
  onChange: (minute: number) => void;
}

/** A time of day. Saved on Enter and on blur; anything unusable is reverted. */
function TimeField({ label, minute, unlike, onChange }: TimeFieldProps) {
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  function settle(): void {
    const next = text === null ? null : minuteOf(text);
    if (next !== null && next !== minute && next !== unlike) onChange(next);
    setText(null);
  }
  return (
    <>
      <label htmlFor={id} className="visually-hidden">
        {label}
      </label>
      <Input
        id={id}
        className="hours-time tabular"
        type="time"
        value={text ?? timeText(minute)}
        onChange={({ target }) => setText(target.value)}
        onBlur={settle}
        onKeyDown={({ key }) => key === 'Enter' && settle()}
      />
    </>
  );
}

function AddCountry({ taken, onAdd }: { taken: CallingHours; onAdd: (code: string) => void }) {
  const { t, country, locale } = useI18n();
  const [chosen, setChosen] = useState<string | null>(null);
  const named = useMemo(() => {
    const collator = new Intl.Collator(locale);
    return countries
      .map((value) => ({ value, label: country(value) }))
      .sort((a, b) => collator.compare(a.label, b.label));
  }, [country, locale]);
  const choices = named.filter(({ value }) => taken[value] === undefined);
  const value = choices.find((each) => each.value === chosen)?.value ?? null;
  if (choices.length === 0) return null;
  return (
    <div className="inline-form">
      <SelectField
        label={t('settings.calling.hours.country')}
        placeholder={t('settings.calling.hours.choose')}
        value={value}
        choices={choices}
        onChange={setChosen}
      />
      <Button disabled={value === null} onClick={() => value !== null && onAdd(value)}>
        {t('settings.calling.hours.add')}
      </Button>
    </div>
  );
}

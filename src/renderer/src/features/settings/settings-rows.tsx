import { type ReactNode, useId, useState } from 'react';
import { Input } from '../../ui/field.tsx';
import { Switch } from '../../ui/switch.tsx';
import './settings-rows.css';

/** Settings that belong together. */
export function SettingsGroup({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="panel settings-group" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

interface SwitchRowProps {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function SwitchRow({ label, hint, checked, onChange }: SwitchRowProps) {
  const id = useId();
  return (
    <div className="settings-row">
      <div>
        {/* The switch has a label of its own; this one is visual only. */}
        <p aria-hidden="true">{label}</p>
        {hint && (
          <p id={id} className="field-hint">
            {hint}
          </p>
        )}
      </div>
      <Switch
        label={label}
        hideLabel
        checked={checked}
        onChange={onChange}
        describedBy={hint && id}
      />
    </div>
  );
}

interface NumberRowProps {
  label: string;
  hint?: string;
  unit?: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}

/** A whole number within bounds. Saved on Enter and on blur; anything else is reverted. */
export function NumberRow({ label, hint, unit, value, min, max, onChange }: NumberRowProps) {
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  function settle(): void {
    const number = Number(text);
    if (text !== null && Number.isInteger(number) && number >= min && number <= max)
      onChange(number);
    setText(null);
  }
  return (
    <div className="settings-row">
      <div>
        <label htmlFor={id}>{label}</label>
        {hint && (
          <p id={`${id}-hint`} className="field-hint">
            {hint}
          </p>
        )}
      </div>
      <span className="settings-number">
        <Input
          id={id}
          className="settings-number-input tabular"
          type="number"
          inputMode="numeric"
          min={min}
          max={max}
          aria-describedby={hint ? `${id}-hint` : undefined}
          value={text ?? value}
          onChange={({ target }) => setText(target.value)}
          onBlur={settle}
          onKeyDown={({ key }) => key === 'Enter' && settle()}
        />
        {unit && <span className="muted">{unit}</span>}
      </span>
    </div>
  );
}

/** A label beside any control that names itself. */
export function SettingsRow({
  label,
  hint,
  children,
}: {
  label: string;
  hint?: string;
  children: ReactNode;
}) {
  return (
    <div className="settings-row">
      <div>
        <p>{label}</p>
        {hint && <p className="field-hint">{hint}</p>}
      </div>
      {children}
    </div>
  );
}

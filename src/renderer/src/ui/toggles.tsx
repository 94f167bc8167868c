import { Switch as RadixSwitch, ToggleGroup } from 'radix-ui';
import { useId } from 'react';
import type { Choice } from './select.tsx';

interface SwitchProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  /** What else is to be known; read with the label. */
  describedBy?: string | undefined;
  hideLabel?: boolean;
}

export function Switch({
  label,
  checked,
  onChange,
  disabled,
  describedBy,
  hideLabel,
}: SwitchProps) {
  const id = useId();
  return (
    <div className="switch-row">
      <RadixSwitch.Root
        id={id}
        className="switch"
        checked={checked}
        onCheckedChange={onChange}
        aria-describedby={describedBy}
        {...(disabled !== undefined && { disabled })}
      >
        <RadixSwitch.Thumb className="switch-thumb" />
      </RadixSwitch.Root>
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : undefined}>
        {label}
      </label>
    </div>
  );
}

interface SegmentsProps<T extends string> {
  label: string;
  value: T;
  choices: readonly Choice<T>[];
  onChange: (value: T) => void;
}

/** One of two or three, all in sight. */
export function Segments<T extends string>({ label, value, choices, onChange }: SegmentsProps<T>) {
  return (
    <ToggleGroup.Root
      type="single"
      className="segments"
      aria-label={label}
      value={value}
      // Pressing the chosen one again would unset it; one is always chosen.
      onValueChange={(next) => next && onChange(next as T)}
    >
      {choices.map((choice) => (
        <ToggleGroup.Item key={choice.value} value={choice.value} className="segment">
          {choice.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}

import { Switch as RadixSwitch } from 'radix-ui';
import { useId } from 'react';
import './switch.css';

interface SwitchProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  /** Id of a further description, read with the label. */
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

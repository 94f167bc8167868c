import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import { useId } from 'react';
import './select.css';

export interface Choice<T extends string> {
  value: T;
  label: string;
}

interface SelectProps<T extends string> {
  label: string;
  /** The label is announced but not shown. */
  hideLabel?: boolean;
  /** `inline`: after its label; `compact`: among buttons. */
  look?: 'plain' | 'inline' | 'compact';
  /** Null if nothing is chosen yet, which `placeholder` says. */
  value: T | null;
  placeholder?: string;
  choices: readonly Choice<T>[];
  onChange: (value: T) => void;
  'aria-invalid'?: true;
  'aria-describedby'?: string;
}

/** One of a few choices. */
export function SelectField<T extends string>(props: SelectProps<T>) {
  const { label, hideLabel, look = 'plain', value, placeholder, choices, onChange } = props;
  const id = useId();
  return (
    <div className={look === 'inline' ? 'field field-inline' : 'field'}>
      <span id={`${id}-label`} className={hideLabel ? 'visually-hidden' : 'field-label'}>
        {label}
      </span>
      <Radix.Root value={value ?? ''} onValueChange={(next) => onChange(next as T)}>
        <Radix.Trigger
          className={look === 'compact' ? 'select-trigger select-compact' : 'select-trigger'}
          aria-labelledby={`${id}-label`}
          aria-invalid={props['aria-invalid']}
          aria-describedby={props['aria-describedby']}
        >
          <Radix.Value placeholder={placeholder} />
          <Radix.Icon asChild>
            <ChevronDown size={16} />
          </Radix.Icon>
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content className="select-content" position="popper" sideOffset={4}>
            <Radix.Viewport>
              {choices.map((choice) => (
                <Radix.Item key={choice.value} value={choice.value} className="select-item">
                  <Radix.ItemIndicator className="select-check">
                    <Check size={15} />
                  </Radix.ItemIndicator>
                  <Radix.ItemText>{choice.label}</Radix.ItemText>
                </Radix.Item>
              ))}
            </Radix.Viewport>
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </div>
  );
}

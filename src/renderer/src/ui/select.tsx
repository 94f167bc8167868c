import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import { useId } from 'react';

export interface Choice<T extends string> {
  value: T;
  label: string;
}

interface SelectProps<T extends string> {
  label: string;
  /** The label is said but not shown. */
  hideLabel?: boolean;
  value: T;
  choices: readonly Choice<T>[];
  onChange: (value: T) => void;
}

/** One of a few. */
export function SelectField<T extends string>(props: SelectProps<T>) {
  const { label, hideLabel, value, choices, onChange } = props;
  const id = useId();
  return (
    <div className="field">
      <span id={`${id}-label`} className={hideLabel ? 'visually-hidden' : 'field-label'}>
        {label}
      </span>
      <Radix.Root value={value} onValueChange={(next) => onChange(next as T)}>
        <Radix.Trigger className="select-trigger" aria-labelledby={`${id}-label`}>
          <Radix.Value />
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

import { type CallProfile, parameters } from '../../../../shared/domain/call-profile-rules.ts';
import type { Messages } from '../../../../shared/messages/messages.ts';
import { SelectField } from '../../ui/select.tsx';
import { useI18n } from '../../ui/use-i18n.ts';

/** Props of every group of a profile's fields. */
export interface FieldsProps {
  draft: CallProfile;
  change: (part: Partial<CallProfile>) => void;
  /** What is wrong with a parameter, by the API's name; undefined if nothing is. */
  faultAt: (parameter: string) => string | undefined;
}

type Value = keyof Messages['profiles']['values'];

interface ChoiceFieldProps<T extends Value> {
  label: string;
  hint?: string;
  values: readonly T[];
  value: T;
  onChange: (value: T) => void;
}

/** Returns what the form calls a parameter, by the API's name for it. */
export function useParameterName(): (parameter: string) => string {
  const { t } = useI18n();
  return (parameter) => {
    const [field] = Object.entries(parameters).find(([, name]) => name === parameter) ?? [];
    switch (field) {
      case undefined:
        return parameter;
      case 'statusCallbacks':
        return t('profiles.fields.callback');
      case 'playbacks':
        return t('profiles.fields.playback');
      default:
        return t(`profiles.fields.${field as keyof Messages['profiles']['fields']}`);
    }
  };
}

/** A choice among the API's own values. */
export function ChoiceField<T extends Value>(props: ChoiceFieldProps<T>) {
  const { label, hint, values, value, onChange } = props;
  const { t } = useI18n();
  return (
    <div className="profile-choice">
      <SelectField
        label={label}
        value={value}
        choices={values.map((each) => ({
          value: each,
          label: t(`profiles.values.${each as Value}`),
        }))}
        onChange={onChange}
      />
      {hint && <p className="field-hint">{hint}</p>}
    </div>
  );
}

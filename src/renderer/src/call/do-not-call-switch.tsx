import { useState } from 'react';
import type { DoNotCallMark } from '../../../shared/contract/contacts.ts';
import { ConfirmDialog } from '../ui/dialogs.tsx';
import { Switch } from '../ui/switch.tsx';
import { useI18n } from '../ui/use-i18n.ts';

interface DoNotCallSwitchProps {
  /** The number as displayed. */
  number: string;
  marked: boolean;
  /** Where the mark comes from; null if it is not stored yet. */
  mark: DoNotCallMark | null;
  onChange: (marked: boolean) => void;
  describedBy?: string;
}

/** The do-not-call mark of a number: set by one press, removed only after a question. */
export function DoNotCallSwitch({
  number,
  marked,
  mark,
  onChange,
  describedBy,
}: DoNotCallSwitchProps) {
  const { t, date } = useI18n();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Switch
        label={t('contacts.doNotCall')}
        checked={marked}
        describedBy={describedBy}
        onChange={(on) => (!on && mark ? setAsking(true) : onChange(on))}
      />
      {mark && (
        <ConfirmDialog
          open={asking}
          title={t('contacts.unmarkTitle', { number })}
          text={t(`contacts.unmarkText.${mark.source}`, { date: date(mark.at) })}
          confirm={t('contacts.unmark')}
          onConfirm={() => onChange(false)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

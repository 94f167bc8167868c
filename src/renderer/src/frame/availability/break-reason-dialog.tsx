import { type FormEvent, useState } from 'react';
import { longestBreakReason } from '../../../../shared/domain/availability.ts';
import { Button } from '../../ui/button.tsx';
import { FormDialog } from '../../ui/dialogs.tsx';
import { TextField } from '../../ui/field.tsx';
import { useI18n } from '../../ui/use-i18n.ts';

interface BreakReasonDialogProps {
  open: boolean;
  /** A call is going on: the break begins after it. */
  later: boolean;
  onStart: (reason: string) => void;
  onClose: () => void;
}

/** Asks what a break is for, where the floor's reasons do not say it. */
export function BreakReasonDialog({ open, later, onStart, onClose }: BreakReasonDialogProps) {
  const { t } = useI18n();
  const [text, setText] = useState('');
  const reason = text.trim();

  function start(event: FormEvent): void {
    event.preventDefault();
    if (reason === '') return;
    onStart(reason);
    setText('');
    onClose();
  }

  return (
    <FormDialog open={open} title={t('floor.reason.title')} onClose={onClose}>
      <form className="break-reason" onSubmit={start}>
        <TextField
          label={t('floor.reason.label')}
          hint={t('floor.reason.hint')}
          maxLength={longestBreakReason}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <Button type="submit" tone="primary" disabled={reason === ''}>
          {t(later ? 'floor.reason.later' : 'floor.reason.start')}
        </Button>
      </form>
    </FormDialog>
  );
}

import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Call } from '../../../../shared/domain/call.ts';
import { isE164Shaped } from '../../../../shared/domain/e164.ts';
import { privacyActions } from '../../stores/privacy-store.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialogs.tsx';
import { useWords } from '../../ui/use-words.ts';

/** Whether a call's number is one: every call was dialled in E.164, what else stands there is damage. */
export function hasNumber({ customerNumber }: Call): boolean {
  return isE164Shaped(customerNumber);
}

/** Far from what is pressed daily: leads to where everything about a person is erased. */
export function EraseSection({ call }: { call: Call }) {
  const { t } = useWords();
  return (
    <Section
      hint={t('history.eraseHint', { who: call.customerName ?? call.customerDisplay })}
      button={t('privacy.eraseThis')}
      onClick={() => void privacyActions.begin(call.customerNumber)}
    />
  );
}

/** For a call of which nobody can tell whose it is: it goes alone. */
export function EraseCallSection({ call }: { call: Call }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Section
        hint={t('history.eraseCallHint')}
        button={t('history.eraseCall')}
        onClick={() => setAsking(true)}
      />
      <ConfirmDialog
        open={asking}
        title={t('history.eraseCallTitle')}
        text={t('history.eraseCallText')}
        confirm={t('privacy.eraseConfirm')}
        onConfirm={() => void privacyActions.eraseCall(call.id)}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

interface SectionProps {
  hint: string;
  button: string;
  onClick: () => void;
}

function Section({ hint, button, onClick }: SectionProps) {
  const { t } = useWords();
  return (
    <section className="detail-erase" aria-labelledby="erase-title">
      <h3 id="erase-title" className="eyebrow">
        {t('history.erase')}
      </h3>
      <p className="muted">{hint}</p>
      <Button
        small
        className="button-danger-outline"
        icon={<Trash2 size={15} aria-hidden="true" />}
        onClick={onClick}
      >
        {button}
      </Button>
    </section>
  );
}

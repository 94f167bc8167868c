import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { whoOf } from '../../../../shared/call-text.ts';
import type { Call } from '../../../../shared/domain/call.ts';
import { isE164Shaped } from '../../../../shared/domain/e164.ts';
import { privacyActions } from '../../stores/privacy-store.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialogs.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import './erase-section.css';

/**
 * Whether a call has a number: one that is not in E.164 is damaged, and a caller may withhold
 * theirs.
 */
export function hasNumber(call: Call): call is Call & { customerNumber: string } {
  return call.customerNumber !== null && isE164Shaped(call.customerNumber);
}

/** Leads to where everything about a person is erased, far from what is used daily. */
export function EraseSection({ call, number }: { call: Call; number: string }) {
  const { t } = useI18n();
  return (
    <EraseFoot
      hint={t('history.eraseHint', { who: whoOf(call, t) })}
      button={t('privacy.eraseThis')}
      onClick={() => void privacyActions.begin(number)}
    />
  );
}

/** For a call whose customer cannot be told: it is erased alone. */
export function EraseCallSection({ call }: { call: Call }) {
  const { t } = useI18n();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <EraseFoot
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

function EraseFoot({ hint, button, onClick }: SectionProps) {
  const { t } = useI18n();
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

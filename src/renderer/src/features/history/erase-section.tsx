import { Trash2 } from 'lucide-react';
import type { Call } from '../../../../shared/domain/call.ts';
import { privacyActions } from '../../stores/privacy-store.ts';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../ui/use-words.ts';

/** Far from what is pressed daily: leads to where everything about a person is erased. */
export function EraseSection({ call }: { call: Call }) {
  const { t } = useWords();
  return (
    <section className="detail-erase" aria-labelledby="erase-title">
      <h3 id="erase-title" className="eyebrow">
        {t('history.erase')}
      </h3>
      <p className="muted">
        {t('history.eraseHint', { who: call.customerName ?? call.customerDisplay })}
      </p>
      <Button
        small
        className="button-danger-outline"
        icon={<Trash2 size={15} aria-hidden="true" />}
        onClick={() => void privacyActions.begin(call.customerNumber)}
      >
        {t('settings.privacy.eraseThis')}
      </Button>
    </section>
  );
}

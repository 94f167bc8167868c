import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { shellActions } from '../../stores/shell-store.ts';
import { Button } from '../../ui/button.tsx';
import { useI18n } from '../../ui/use-i18n.ts';

/** Copies a value to the clipboard. `what`: its name, for screen readers. */
export function CopyButton({ what, value }: { what: string; value: string }) {
  const { t } = useI18n();
  const [copied, setCopied] = useState(false);
  async function copy(): Promise<void> {
    setCopied((await shellActions.copyText(value)).ok);
  }
  return (
    <Button
      tone="quiet"
      small
      aria-label={t('history.copyId', { what })}
      icon={copied ? <Check size={15} aria-hidden="true" /> : <Copy size={15} aria-hidden="true" />}
      onClick={() => void copy()}
    >
      <span role="status">{copied ? t('common.copied') : t('common.copy')}</span>
    </Button>
  );
}

import { type ChangeEvent, type KeyboardEvent, useState } from 'react';
import type { AccountDraft } from '../../../../shared/domain/account.ts';
import { TextField } from '../../ui/field.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { type TakenAddress, withAddress } from './account-fields.ts';

interface AddressFieldProps {
  draft: AccountDraft;
  onFill: (draft: AccountDraft) => void;
}

/** More characters than this at once were pasted, and are complete. */
const typedAtOnce = 3;

/** Takes a whole API address and empties itself, so that the token does not stay in plain sight. */
export function AddressField({ draft, onFill }: AddressFieldProps) {
  const { t } = useI18n();
  const [text, setText] = useState('');
  const [verdict, setVerdict] = useState<TakenAddress | 'none' | null>(null);
  const said = useSaid();

  function take(value: string): void {
    const address = withAddress(draft, value);
    if (address) onFill(address.draft);
    setText(address ? '' : value);
    setVerdict(address ?? (value.trim() === '' ? null : 'none'));
  }

  function onChange({ target: { value } }: ChangeEvent<HTMLInputElement>): void {
    if (value.length - text.length > typedAtOnce) {
      take(value);
      return;
    }
    // Half an address, while it is being typed, is not an error yet.
    setText(value);
    setVerdict(null);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || text.trim() === '') return;
    event.preventDefault();
    take(text);
  }

  return (
    <div className="account-address">
      <TextField
        label={t('onboarding.apiAddress')}
        placeholder="https://key:token@ccm-api.in.exotel.com/v3/…"
        inputMode="url"
        maxLength={2000}
        value={text}
        hint={verdict === null || verdict === 'none' ? t('onboarding.address.hint') : said(verdict)}
        error={verdict === 'none' ? t('onboarding.address.notUnderstood') : undefined}
        onChange={onChange}
        onKeyDown={onKeyDown}
        onBlur={() => text.trim() !== '' && take(text)}
      />
    </div>
  );
}

/** Says what was taken from an address, and what it lacked. */
function useSaid(): (address: TakenAddress) => string {
  const { t, list } = useI18n();
  return ({ taken, missing, host }) => {
    const names = (fields: TakenAddress['taken']) =>
      list(fields.map((field) => t(`onboarding.fields.${field}`)));
    return [
      t('onboarding.address.taken', { fields: names(taken) }),
      missing.length > 0 && t('onboarding.address.missing', { fields: names(missing) }),
      host !== null && t('onboarding.address.host', { host }),
    ]
      .filter(Boolean)
      .join(' ');
  };
}

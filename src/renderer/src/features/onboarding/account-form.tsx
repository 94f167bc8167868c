import { CircleAlert, CircleCheck, Lock } from 'lucide-react';
import { type FormEvent, useEffect, useRef } from 'react';
import { Button, TextButton } from '../../ui/button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { withRegion } from './account-fields.ts';
import { AccountRows } from './account-rows.tsx';
import { AddressField } from './address-field.tsx';
import { type AccountFormState, useAccountForm } from './use-account-form.ts';
import './account-form.css';

interface AccountFormProps {
  /** Text of the last button. */
  submitLabel: string;
  onSaved?: () => void;
  onCancel?: () => void;
}

/**
 * Region, sid, key, token, the two phones and who else calls; a pasted API address fills most of
 * it.
 */
export function AccountForm({ submitLabel, onSaved, onCancel }: AccountFormProps) {
  const { t } = useI18n();
  const root = useRef<HTMLFormElement>(null);
  const form = useAccountForm(onSaved);
  const { busy, said } = form;
  useEffect(() => {
    if (Object.keys(said.faults).length > 0)
      root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [said]);

  function submit(event: FormEvent): void {
    event.preventDefault();
    void form.save(false);
  }

  const working = busy !== 'idle';
  return (
    <form ref={root} className="account-form" noValidate onSubmit={submit}>
      <AddressField draft={form.draft} onFill={form.change} />
      <AccountRows form={form} />
      <div className="account-foot">
        <div className="account-actions">
          <Button
            aria-disabled={working}
            title={t('onboarding.testHint')}
            onClick={() => void form.test()}
          >
            {t('onboarding.test')}
          </Button>
          <span>
            {onCancel && (
              <Button tone="quiet" onClick={onCancel}>
                {t('common.cancel')}
              </Button>
            )}
            <Button tone="primary" type="submit" aria-disabled={working}>
              {submitLabel}
            </Button>
          </span>
        </div>
        <FormVerdict form={form} />
      </div>
    </form>
  );
}

/** Below the buttons: the result, or the next step. Its space is reserved, so nothing moves. */
function FormVerdict({ form }: { form: AccountFormState }) {
  const { t } = useI18n();
  const { busy, connected, said, noKeychain } = form;
  if (busy !== 'idle')
    return (
      <p className="account-said muted" role="status">
        <Spinner size={17} />
        {t(busy === 'testing' ? 'onboarding.testing' : 'onboarding.saving')}
      </p>
    );
  if (said.message !== null || said.hint !== null) return <FormComplaint form={form} />;
  if (connected)
    return (
      <p className="account-said toned" data-tone="talking" role="status">
        <CircleCheck size={17} aria-hidden="true" />
        {t('onboarding.connected')}
      </p>
    );
  return (
    <p className="account-said muted">
      <Lock size={15} aria-hidden="true" />
      {t(noKeychain ? 'onboarding.inMemory' : 'onboarding.keychain')}
    </p>
  );
}

function FormComplaint({ form }: { form: AccountFormState }) {
  const { t } = useI18n();
  const { draft, change, said } = form;
  const region =
    said.code === 'wrong_region_mumbai'
      ? 'mumbai'
      : said.code === 'wrong_region_singapore'
        ? 'singapore'
        : null;
  return (
    <div className="account-said" role="alert">
      <CircleAlert size={17} aria-hidden="true" />
      <p>
        {said.message !== null && (
          <>
            <strong>{said.message}</strong>{' '}
          </>
        )}
        {said.hint}{' '}
        {form.mayBeRight && (
          <TextButton onClick={() => void form.save(true)}>{t('onboarding.saveAnyway')}</TextButton>
        )}
        {region && (
          <TextButton onClick={() => change(withRegion(draft, region))}>
            {t('onboarding.chooseRegion', { region: t(`onboarding.regions.${region}`) })}
          </TextButton>
        )}
      </p>
    </div>
  );
}

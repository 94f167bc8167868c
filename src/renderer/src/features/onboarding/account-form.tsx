import { CircleCheck, LoaderCircle, Lock } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { AccountDraft } from '../../../../shared/domain/account.ts';
import { agentsOf } from '../../../../shared/domain/agents-on-account.ts';
import { accountActions, useAccount } from '../../stores/account-store.ts';
import { settingsActions, useSettings } from '../../stores/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Problem } from '../../ui/problem.tsx';
import { SelectField } from '../../ui/select.tsx';
import { useWords } from '../../ui/use-words.ts';
import {
  type AccountField,
  type AddressVerdict,
  draftOf,
  emptyDraft,
  missingFields,
  withAddress,
  withRegion,
} from './account-fields.ts';
import './onboarding.css';

interface AccountFormProps {
  /** What the last button says. */
  submitLabel: string;
  onSaved?: () => void;
  onCancel?: () => void;
}

type Doing = 'nothing' | 'testing' | 'saving';

/** Region, sid, key, token, the two phones and who else calls; a pasted API address fills most. */
export function AccountForm({ submitLabel, onSaved, onCancel }: AccountFormProps) {
  const { t } = useWords();
  const { account, secretPlace } = useAccount(({ view }) => view);
  const hasSecret = account !== null && (secretPlace === 'keychain' || secretPlace === 'memory');
  const noKeychain = secretPlace === 'memory' || secretPlace === 'unanswered';
  const [draft, setDraft] = useState<AccountDraft>(() => (account ? draftOf(account) : emptyDraft));
  const { agentsOnAccount } = useSettings();
  const [agents, setAgents] = useState(String(agentsOnAccount ?? ''));
  const [doing, setDoing] = useState<Doing>('nothing');
  const [connected, setConnected] = useState(false);
  const [error, setError] = useState<{ message: string; hint?: string | undefined } | null>(null);

  function change(next: AccountDraft): void {
    setDraft(next);
    setConnected(false);
    setError(null);
  }

  function complain(missing: readonly AccountField[]): boolean {
    if (missing.length === 0) return false;
    const fields = missing.map((field) => t(`onboarding.fields.${field}`)).join(', ');
    setError({ message: t('onboarding.missing', { fields }) });
    return true;
  }

  async function test(): Promise<void> {
    if (complain(missingFields(draft, true, hasSecret))) return;
    setDoing('testing');
    setError(null);
    const result = await accountActions.test(draft);
    setDoing('nothing');
    setConnected(result.ok);
    if (!result.ok) setError(result.error);
  }

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const agentsKnown = agentsOf(agents);
    if (agentsKnown === undefined || complain(missingFields(draft, false, hasSecret))) return;
    setDoing('saving');
    setError(null);
    // First: with the account saved, the first start's form is gone, and with it any complaint.
    const kept = await settingsActions.update({ agentsOnAccount: agentsKnown });
    const result = kept ? await accountActions.save(draft) : null;
    setDoing('nothing');
    if (result?.ok) onSaved?.();
    else setError(result?.error ?? { message: t('settings.saveFailed') });
  }

  return (
    <form className="account-form" noValidate onSubmit={(event) => void save(event)}>
      <AddressField draft={draft} onFill={change} />
      <AccountFields draft={draft} hasSecret={hasSecret} onChange={change} />
      <AgentsField text={agents} onChange={setAgents} />
      <div className="account-verdict" role="status">
        {connected && (
          <p className="toned" data-tone="talking">
            <CircleCheck size={19} aria-hidden="true" />
            {t('onboarding.connected')}
          </p>
        )}
      </div>
      {error && <Problem error={error} />}
      <div className="account-actions">
        <Button
          disabled={doing !== 'nothing'}
          title={t('onboarding.testHint')}
          icon={doing === 'testing' && <LoaderCircle size={16} className="spinner" aria-hidden />}
          onClick={() => void test()}
        >
          {t(doing === 'testing' ? 'onboarding.testing' : 'onboarding.test')}
        </Button>
        <span>
          {onCancel && (
            <Button tone="quiet" onClick={onCancel}>
              {t('common.cancel')}
            </Button>
          )}
          <Button tone="primary" type="submit" disabled={doing !== 'nothing'}>
            {doing === 'saving' ? t('onboarding.saving') : submitLabel}
          </Button>
        </span>
      </div>
      <p className="account-secret muted">
        <Lock size={15} aria-hidden="true" />
        {t(noKeychain ? 'onboarding.inMemory' : 'onboarding.keychain')}
      </p>
    </form>
  );
}

interface AddressFieldProps {
  draft: AccountDraft;
  onFill: (draft: AccountDraft) => void;
}

/** Takes the whole API address and empties itself, so that the token does not stand about in plain sight. */
function AddressField({ draft, onFill }: AddressFieldProps) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [verdict, setVerdict] = useState<AddressVerdict | null>(null);

  function take(value: string): void {
    // Half an address, as it is typed, is no mistake yet.
    const whole = /\/accounts\/[^/]+/i.test(value) ? withAddress(draft, value) : null;
    if (whole?.draft) onFill(whole.draft);
    setText(whole?.draft ? '' : value);
    setVerdict(whole?.verdict ?? null);
  }

  function leave(): void {
    if (text.trim() === '') return;
    const { draft: filled, verdict: judged } = withAddress(draft, text);
    if (filled) onFill(filled);
    if (filled) setText('');
    setVerdict(judged);
  }

  return (
    <TextField
      label={t('onboarding.apiAddress')}
      placeholder="https://key:token@ccm-api.in.exotel.com/v3/…"
      inputMode="url"
      maxLength={1000}
      value={text}
      hint={verdict && verdict !== 'not_understood' && t(`onboarding.address.${verdict}`)}
      error={verdict === 'not_understood' ? t('onboarding.address.not_understood') : undefined}
      onChange={({ target }) => take(target.value)}
      onBlur={leave}
    />
  );
}

interface FieldsProps {
  draft: AccountDraft;
  hasSecret: boolean;
  onChange: (draft: AccountDraft) => void;
}

function AccountFields({ draft, hasSecret, onChange }: FieldsProps) {
  const { t } = useWords();
  const field = (name: AccountField) => ({
    label: t(`onboarding.fields.${name}`),
    value: draft[name],
    onChange: ({ target }: { target: HTMLInputElement }) =>
      onChange({ ...draft, [name]: target.value }),
  });
  const secret = {
    type: 'password',
    ...(hasSecret && { placeholder: '••••••••', hint: t('onboarding.keepStored') }),
  };
  return (
    <div className="account-grid">
      <SelectField
        label={t('onboarding.region')}
        value={draft.region}
        choices={(['mumbai', 'singapore', 'custom'] as const).map((value) => ({
          value,
          label: t(`onboarding.regions.${value}`),
        }))}
        onChange={(region) => onChange(withRegion(draft, region))}
      />
      <TextField {...field('accountSid')} maxLength={100} />
      {draft.region === 'custom' && (
        <div className="account-wide">
          <TextField
            {...field('baseUrl')}
            inputMode="url"
            maxLength={300}
            placeholder="https://"
            hint={t('onboarding.baseUrlHint')}
          />
        </div>
      )}
      <TextField {...field('apiKey')} {...secret} maxLength={300} />
      <TextField {...field('apiToken')} {...secret} maxLength={300} />
      <TextField {...field('agentUri')} maxLength={200} hint={t('onboarding.yourPhoneHint')} />
      <TextField {...field('virtualNumber')} maxLength={40} hint={t('onboarding.exoPhoneHint')} />
    </div>
  );
}

/** Optional; a setting and no part of the account, kept when the account is. */
function AgentsField({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const { t } = useWords();
  return (
    <div className="account-agents">
      <TextField
        label={t('onboarding.agents.label')}
        inputMode="numeric"
        maxLength={4}
        placeholder={t('onboarding.agents.unknown')}
        hint={t('onboarding.agents.hint')}
        error={agentsOf(text) === undefined ? t('onboarding.agents.invalid') : undefined}
        value={text}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}

import { useRef, useState } from 'react';
import type { AccountDraft } from '../../../../shared/domain/account.ts';
import { agentsOf } from '../../../../shared/domain/agents-on-account.ts';
import type { AppError } from '../../../../shared/domain/app-error.ts';
import { accountActions, useAccount } from '../../stores/account-store.ts';
import { settingsActions, useSettings } from '../../stores/settings-store.ts';
import { useI18n } from '../../ui/use-i18n.ts';
import {
  type AccountField,
  draftOf,
  emptyDraft,
  fieldsAtFault,
  mayBeRight,
  missingFields,
} from './account-fields.ts';

export type Busy = 'idle' | 'testing' | 'saving';

/** The form's messages: beside fields, and below its buttons. */
export interface Said {
  /** What is wrong, by field. */
  faults: Partial<Record<AccountField, string>>;
  /** Whether one sentence is about two fields. */
  aboutBoth: boolean;
  message: string | null;
  hint: string | null;
  code: string | null;
}

const silence: Said = { faults: {}, aboutBoth: false, message: null, hint: null, code: null };

/** The form's messages, and ways to set them. */
function useSaid(draft: AccountDraft, hasSecret: boolean) {
  const { t, list } = useI18n();
  const [said, setSaid] = useState(silence);

  /** Reports which fields are still empty; returns false if none is. */
  function complain(forTest: boolean): boolean {
    const missing = missingFields(draft, forTest, hasSecret);
    if (missing.length === 0) return false;
    const fields = list(missing.map((field) => t(`onboarding.fields.${field}`)));
    const faults = Object.fromEntries(missing.map((field) => [field, t('onboarding.fillIn')]));
    setSaid({ ...silence, faults, hint: t('onboarding.missing', { fields }) });
    return true;
  }

  function refuse(error: AppError): void {
    const { code, message, hint = null } = error;
    const fields = fieldsAtFault(code);
    const faults = Object.fromEntries(fields.map((field) => [field, message]));
    const aboutBoth = fields.length > 1;
    setSaid({ faults, aboutBoth, message: fields.length === 0 ? message : null, hint, code });
  }

  return { said, setSaid, complain, refuse };
}

/**
 * The account form's state. Nothing is saved before Exotel accepts it, unless the agent insists.
 */
export function useAccountForm(onSaved?: () => void) {
  const { t } = useI18n();
  const { account, secretPlace } = useAccount(({ view }) => view);
  const hasSecret = account !== null && (secretPlace === 'keychain' || secretPlace === 'memory');
  const [draft, setDraft] = useState<AccountDraft>(() => (account ? draftOf(account) : emptyDraft));
  const { agentsOnAccount } = useSettings();
  const [agents, setAgents] = useState(String(agentsOnAccount ?? ''));
  const [busy, setBusy] = useState<Busy>('idle');
  const [connected, setConnected] = useState(false);
  const { said, setSaid, complain, refuse } = useSaid(draft, hasSecret);
  const latest = useRef(draft);
  latest.current = draft;

  function change(next: AccountDraft): void {
    setDraft(next);
    setConnected(false);
    setSaid(silence);
  }

  /** Returns true if it connected and the form still holds what was tested. */
  async function connects(): Promise<boolean> {
    setBusy('testing');
    setConnected(false);
    setSaid(silence);
    const result = await accountActions.test(draft);
    setBusy('idle');
    if (latest.current !== draft) return false;
    if (!result.ok) refuse(result.error);
    return result.ok;
  }

  async function test(): Promise<void> {
    if (busy !== 'idle' || complain(true)) return;
    setConnected(await connects());
  }

  async function save(untested: boolean): Promise<void> {
    const agentsKnown = agentsOf(agents);
    if (busy !== 'idle' || agentsKnown === undefined || complain(false)) return;
    if (!untested && !(await connects())) return;
    setBusy('saving');
    setSaid(silence);
    // First, because saving the account closes the first start's form, and with it any error.
    const kept = await settingsActions.update({ agentsOnAccount: agentsKnown });
    const result = kept ? await accountActions.save(draft) : null;
    setBusy('idle');
    if (result?.ok) onSaved?.();
    else if (result) refuse(result.error);
    else setSaid({ ...silence, message: t('settings.saveFailed') });
  }

  return {
    ...{ draft, change, agents, setAgents, hasSecret, busy, connected, said, test, save },
    /** Exotel could not tell: what was entered may be right. */
    mayBeRight: said.code !== null && mayBeRight(said.code),
    noKeychain: secretPlace === 'memory' || secretPlace === 'unanswered',
  };
}

export type AccountFormState = ReturnType<typeof useAccountForm>;

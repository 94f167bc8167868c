import type { Account, AccountDraft } from '../../../../shared/domain/account.ts';
import { parseApiAddress, regionBaseUrls } from '../../../../shared/domain/api-address.ts';

export const emptyDraft: AccountDraft = {
  region: 'mumbai',
  baseUrl: regionBaseUrls.mumbai,
  accountSid: '',
  apiKey: '',
  apiToken: '',
  agentUri: '',
  virtualNumber: '',
};

/** Returns a draft for changing an account that is already set up; its secrets stay in main. */
export function draftOf(account: Account): AccountDraft {
  return { ...account, apiKey: '', apiToken: '' };
}

/** Applies a region with its base URL; a custom one starts empty. */
export function withRegion(draft: AccountDraft, region: AccountDraft['region']): AccountDraft {
  return { ...draft, region, baseUrl: region === 'custom' ? '' : regionBaseUrls[region] };
}

export type AccountField = keyof AccountDraft;

/** A draft filled in from an address, and which fields that were. */
export interface TakenAddress {
  draft: AccountDraft;
  taken: AccountField[];
  /** What the address should have contained and is not filled in either. */
  missing: AccountField[];
  /** Where calls will go, if the address named another host: one of an older API. */
  host: string | null;
}

/**
 * Fills a draft from a pasted API address; what the address lacks stays. Returns null if it is not
 * one.
 */
export function withAddress(draft: AccountDraft, text: string): TakenAddress | null {
  const address = parseApiAddress(text);
  if (!address) return null;
  const { region, baseUrl } = address;
  const parts = (['accountSid', 'apiKey', 'apiToken'] as const).filter((part) => address[part]);
  const filled = { ...draft, region, baseUrl };
  for (const part of parts) filled[part] = address[part];
  const { host } = new URL(baseUrl);
  return {
    draft: filled,
    taken: [region === 'custom' ? 'baseUrl' : 'region', ...parts],
    missing: (['accountSid', 'apiKey', 'apiToken'] as const).filter((part) => filled[part] === ''),
    host: text.toLowerCase().includes(host) ? null : host,
  };
}

const testFields = ['baseUrl', 'accountSid', 'apiKey', 'apiToken'] as const;
const allFields = [...testFields, 'agentUri', 'virtualNumber'] as const;

/**
 * Returns the fields that still have to be filled in, in the order of the form.
 *
 * @param forTest a connection test needs neither phone
 * @param hasSecret key and token are stored: two empty fields keep them
 */
export function missingFields(
  draft: AccountDraft,
  forTest: boolean,
  hasSecret: boolean,
): AccountField[] {
  const keepsSecret = hasSecret && draft.apiKey.trim() === '' && draft.apiToken.trim() === '';
  return (forTest ? testFields : allFields).filter((field) => {
    if (keepsSecret && (field === 'apiKey' || field === 'apiToken')) return false;
    return draft[field].trim() === '';
  });
}

/**
 * Returns the fields a refusal is about, in the order of the form; empty if it is about none of
 * them.
 */
export function fieldsAtFault(code: string): readonly AccountField[] {
  return faults[code] ?? [];
}

const faults: Readonly<Record<string, readonly AccountField[]>> = {
  invalid_base_url: ['baseUrl'],
  wrong_region_mumbai: ['region'],
  wrong_region_singapore: ['region'],
  wrong_account_sid: ['accountSid'],
  account_sid_invalid: ['accountSid'],
  wrong_credentials: ['apiKey', 'apiToken'],
  credentials_missing: ['apiKey', 'apiToken'],
  agent_number_invalid: ['agentUri'],
  virtual_number_invalid: ['virtualNumber'],
};

/** Whether what was entered may still be right: the network or Exotel itself is at fault. */
export function mayBeRight(code: string): boolean {
  return ['provider_unreachable', 'provider_trouble', 'provider_rate_limited'].includes(code);
}

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

/** An account that is set up already, to be changed; its secrets stay in main. */
export function draftOf(account: Account): AccountDraft {
  return { ...account, apiKey: '', apiToken: '' };
}

/** Another region brings its own base URL; a custom one starts empty. */
export function withRegion(draft: AccountDraft, region: AccountDraft['region']): AccountDraft {
  return { ...draft, region, baseUrl: region === 'custom' ? '' : regionBaseUrls[region] };
}

export type AddressVerdict = 'taken' | 'taken_partly' | 'not_understood';

/**
 * Fills a draft from a pasted API address; what the address lacks stays as it was. Null for the
 * draft: this is no address.
 */
export function withAddress(
  draft: AccountDraft,
  text: string,
): { draft: AccountDraft | null; verdict: AddressVerdict } {
  const address = parseApiAddress(text);
  if (!address) return { draft: null, verdict: 'not_understood' };
  const { region, baseUrl, accountSid, apiKey, apiToken } = address;
  return {
    draft: {
      ...draft,
      region,
      baseUrl,
      accountSid: accountSid || draft.accountSid,
      apiKey: apiKey || draft.apiKey,
      apiToken: apiToken || draft.apiToken,
    },
    verdict: accountSid && apiKey && apiToken ? 'taken' : 'taken_partly',
  };
}

export type AccountField = Exclude<keyof AccountDraft, 'region'>;

const testFields = ['baseUrl', 'accountSid', 'apiKey', 'apiToken'] as const;
const allFields = [...testFields, 'agentUri', 'virtualNumber'] as const;

/**
 * Fields that still have to be filled in, in the order of the form.
 *
 * @param forTest a connection test needs neither phone
 * @param hasSecret key and token are stored: empty fields keep them
 */
export function missingFields(
  draft: AccountDraft,
  forTest: boolean,
  hasSecret: boolean,
): AccountField[] {
  return (forTest ? testFields : allFields).filter((field) => {
    if (hasSecret && (field === 'apiKey' || field === 'apiToken')) return false;
    return draft[field].trim() === '';
  });
}

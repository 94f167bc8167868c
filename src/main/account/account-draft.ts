import { type Account, type AccountDraft, accountSidSchema } from '../../shared/domain/account.ts';
import { parseBaseUrl, regionBaseUrls } from '../../shared/domain/api-address.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';
import { parseNumber, plainDigits } from '../base/phone-number.ts';

/** A SIP address as Exotel's VOIP users have it: `sip:` and something without spaces. */
const sipAddress = /^sips?:[^\s@"'<>]+(@[^\s@"'<>]+)?$/i;

/** Where an account is: the part that a connection test needs. */
export function parseAddress(
  draft: AccountDraft,
): Pick<Account, 'region' | 'baseUrl' | 'accountSid'> {
  const baseUrl =
    draft.region === 'custom' ? parseBaseUrl(draft.baseUrl) : regionBaseUrls[draft.region];
  if (baseUrl === null) throw new AppFailure('invalid_base_url');
  const accountSid = accountSidSchema.safeParse(draft.accountSid);
  if (!accountSid.success) throw new AppFailure('wrong_account_sid');
  return { region: draft.region, baseUrl, accountSid: accountSid.data };
}

/** Everything onboarding asked for, checked; throws an AppFailure that names the field at fault. */
export function parseDraft(draft: AccountDraft, defaultCountry: string): Account {
  return {
    ...parseAddress(draft),
    agentUri: parseAgentUri(draft.agentUri, defaultCountry),
    virtualNumber: parseVirtualNumber(draft.virtualNumber, defaultCountry),
  };
}

function parseAgentUri(text: string, defaultCountry: string): string {
  const trimmed = text.trim();
  if (sipAddress.test(trimmed)) return trimmed;
  const { e164, extension } = parseNumber(trimmed, defaultCountry);
  if (e164 === null || extension !== null) throw new AppFailure('no_agent_number');
  return e164;
}

/** ExoPhones may be short service numbers that no numbering plan knows: digits are enough. */
function parseVirtualNumber(text: string, defaultCountry: string): string {
  const { e164, extension, candidates } = parseNumber(text, defaultCountry);
  if (e164 !== null && extension === null) return e164;
  if (candidates.length > 0) throw new AppFailure('no_virtual_number');
  const digits = plainDigits(text).replace(/[\s().-]/g, '');
  if (!/^\+?\d{6,15}$/.test(digits)) throw new AppFailure('no_virtual_number');
  return digits;
}

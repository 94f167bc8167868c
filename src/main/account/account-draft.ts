import { type Account, type AccountDraft, accountSidSchema } from '../../shared/domain/account.ts';
import { parseBaseUrl, regionBaseUrls } from '../../shared/domain/api-address.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';
import { parseNumber, plainDigits } from '../base/phone-number.ts';

/** A whole SIP address: `sip:name@host`. */
const sipAddress = /^sips?:[^\s@"'<>]+@[^\s@"'<>.]+(\.[^\s@"'<>.]+)*(:\d+)?$/i;
/** Exotel's own ids of VoIP users need no host: `sip:vikassffbbfc17`, letters and digits. */
const exotelSipId = /^sip:(?=[a-z]*\d)[a-z][a-z0-9]{7,}$/i;

/** Parses where an account is: the part a connection test needs. */
export function parseAddress(
  draft: AccountDraft,
): Pick<Account, 'region' | 'baseUrl' | 'accountSid'> {
  const baseUrl =
    draft.region === 'custom' ? parseBaseUrl(draft.baseUrl) : regionBaseUrls[draft.region];
  if (baseUrl === null) throw new AppFailure('invalid_base_url');
  const accountSid = accountSidSchema.safeParse(draft.accountSid);
  if (!accountSid.success) throw new AppFailure('account_sid_invalid');
  return { region: draft.region, baseUrl, accountSid: accountSid.data };
}

/**
 * Parses and checks everything onboarding asked for. Throws an AppFailure that names the field at
 * fault.
 */
export function parseDraft(draft: AccountDraft, defaultCountry: string): Account {
  return {
    ...parseAddress(draft),
    agentUri: parseAgentUri(draft.agentUri, defaultCountry),
    virtualNumber: parseVirtualNumber(draft.virtualNumber, defaultCountry),
  };
}

/** Throws if a phone is filled in but invalid; an empty field is not an error yet. */
export function parsePhones(draft: AccountDraft, defaultCountry: string): void {
  if (draft.agentUri.trim() !== '') parseAgentUri(draft.agentUri, defaultCountry);
  if (draft.virtualNumber.trim() !== '') parseVirtualNumber(draft.virtualNumber, defaultCountry);
}

/** Whether Exotel can ring this at all: accounts from earlier versions may hold anything. */
export function canRing(agentUri: string): boolean {
  return /^\+\d{7,15}$/.test(agentUri) || isSipAddress(agentUri);
}

function isSipAddress(text: string): boolean {
  return sipAddress.test(text) || exotelSipId.test(text);
}

function parseAgentUri(text: string, defaultCountry: string): string {
  const trimmed = text.trim();
  if (isSipAddress(trimmed)) return trimmed;
  const { e164, extension } = parseNumber(trimmed, defaultCountry);
  if (e164 === null || extension !== null) throw new AppFailure('agent_number_invalid');
  return e164;
}

/** ExoPhones may be short service numbers that no numbering plan knows: digits are enough. */
function parseVirtualNumber(text: string, defaultCountry: string): string {
  const { e164, extension, candidates } = parseNumber(text, defaultCountry);
  if (e164 !== null && extension === null) return e164;
  if (candidates.length > 0) throw new AppFailure('virtual_number_invalid');
  const digits = plainDigits(text).replace(/[\s().-]/g, '');
  if (!/^\+?\d{6,15}$/.test(digits)) throw new AppFailure('virtual_number_invalid');
  return digits;
}

import { parseDraft } from '../../src/main/account/account-draft.ts';
import { parseNumber } from '../../src/main/base/phone-number.ts';
import { isOnThisComputer, parseBaseUrl } from '../../src/shared/domain/api-address.ts';
import { AppFailure, type ErrorCode } from '../../src/shared/domain/app-error.ts';
import { defaultSettings } from '../../src/shared/domain/settings.ts';
import { type CommandLine, refuse } from '../command-line.mjs';

/** A server on this computer that speaks Exotel's API, and the credentials for it. */
export interface ProviderArguments {
  baseUrl: string;
  sid: string;
  key: string;
  token: string;
  agent: string;
  exophone: string;
}

export interface DemoArguments {
  json: boolean;
  /** The number to dial, as given. */
  to: string;
  /** Null for the practice account. */
  provider: ProviderArguments | null;
}

const providerOptions = ['provider', 'sid', 'key', 'token', 'agent', 'exophone'];

/**
 * Returns the arguments, read as the app itself would; ends the process if it would refuse them.
 */
export function readArguments(line: CommandLine): DemoArguments {
  const read = parseArguments(line);
  return typeof read === 'string' ? refuse('demo', read) : read;
}

/** Does the same without side effects: an error is returned as a sentence. */
export function parseArguments(line: CommandLine): DemoArguments | string {
  const to = line.text('to') ?? '';
  const { e164, candidates } = parseNumber(to, defaultSettings.defaultCountry);
  if (e164 === null) {
    const several = candidates.length > 1;
    return `--to: "${to}" is ${several ? 'more than one phone number' : 'no phone number'}.`;
  }
  const json = line.has('json');
  const given = providerOptions.filter((option) => line.has(option));
  if (given.length === 0) return { json, to, provider: null };
  // The fallback number might be somebody's.
  const lacking = [...providerOptions, 'to'].filter(
    (option) => !line.has(option) || line.text(option)?.trim() === '',
  );
  if (lacking.length > 0) {
    return `--${given[0]} takes the other options of a server, too: ${lacking.map((option) => `--${option}`).join(', ')}.`;
  }
  const value = (option: string): string => line.text(option) ?? '';
  const provider = {
    baseUrl: value('provider'),
    sid: value('sid'),
    key: value('key'),
    token: value('token'),
    agent: value('agent'),
    exophone: value('exophone'),
  };
  return providerComplaint(provider) ?? { json, to, provider };
}

function providerComplaint(provider: ProviderArguments): string | null {
  const origin = parseBaseUrl(provider.baseUrl);
  if (origin === null || !isOnThisComputer(origin)) {
    return '--provider must be on this computer, for example http://127.0.0.1:8080.';
  }
  const draft = {
    region: 'custom',
    baseUrl: provider.baseUrl,
    accountSid: provider.sid,
    apiKey: provider.key,
    apiToken: provider.token,
    agentUri: provider.agent,
    virtualNumber: provider.exophone,
  } as const;
  try {
    parseDraft(draft, defaultSettings.defaultCountry);
    return null;
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error;
    return draftComplaints(provider)[error.code] ?? `The account cannot be used: ${error.code}.`;
  }
}

function draftComplaints({ sid, agent, exophone }: ProviderArguments) {
  return {
    account_sid_invalid: `--sid: "${sid}" is no account sid.`,
    agent_number_invalid: `--agent: "${agent}" is neither a phone number nor a SIP address.`,
    virtual_number_invalid: `--exophone: "${exophone}" is no phone number.`,
  } as Partial<Record<ErrorCode, string>>;
}

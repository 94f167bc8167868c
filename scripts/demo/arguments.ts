import { parseDraft } from '../../src/main/account/account-draft.ts';
import { parseNumber } from '../../src/main/base/phone-number.ts';
import { isOnThisComputer, parseBaseUrl } from '../../src/shared/domain/api-address.ts';
import { AppFailure, type ErrorCode } from '../../src/shared/domain/app-error.ts';
import { defaultSettings } from '../../src/shared/domain/settings.ts';
import { type CommandLine, refuse } from '../command-line.mjs';

/** A server on this computer that speaks the provider's API, and what to log in with. */
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
  /** The number to dial, as it was written. */
  to: string;
  /** Null: the practice account. */
  provider: ProviderArguments | null;
}

const providerOptions = ['provider', 'sid', 'key', 'token', 'agent', 'exophone'];

/** The arguments, as the app itself would take them; ends the process where it would not. */
export function readArguments(line: CommandLine): DemoArguments {
  const read = parseArguments(line);
  return typeof read === 'string' ? refuse('demo', read) : read;
}

/** The same without side effects: what is wrong comes back as a sentence. */
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
  // The number that it would fall back to may be anybody's.
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

import { parseArgs } from 'node:util';
import { isOnThisComputer, parseBaseUrl } from '../../src/shared/domain/api-address.ts';
import { stop } from '../programs.ts';

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
  /** The number to dial. */
  to: string;
  /** Null: the practice account. */
  provider: ProviderArguments | null;
}

/** A practice number whose story is a whole call with a recording; see docs/practice.md. */
const practiceNumber = '+91 98765 00000';

const usage =
  'Usage: npm run demo [-- --json] [-- --provider http://127.0.0.1:PORT --sid S --key K --token T --agent N --exophone N --to N]';

export function readArguments(argv: readonly string[]): DemoArguments {
  const values = parse(argv);
  const { json = false, provider: baseUrl, sid, key, token, agent, exophone, to } = values;
  if (baseUrl === undefined) return { json, to: to ?? practiceNumber, provider: null };
  if (!sid || !key || !token || !agent || !exophone || !to) {
    return stop(`--provider needs all of the others, too.\n${usage}`);
  }
  const origin = parseBaseUrl(baseUrl);
  if (origin === null || !isOnThisComputer(origin)) {
    return stop(
      `--provider must be on this computer, for example http://127.0.0.1:8080.\n${usage}`,
    );
  }
  return { json, to, provider: { baseUrl, sid, key, token, agent, exophone } };
}

function parse(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...argv],
      options: {
        json: { type: 'boolean' },
        provider: text,
        sid: text,
        key: text,
        token: text,
        agent: text,
        exophone: text,
        to: text,
      },
    }).values;
  } catch (error) {
    return stop(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

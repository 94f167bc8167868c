import type { Command } from '../../shared/contract/define.ts';
import { contract, type Handlers } from '../../shared/contract/index.ts';
import {
  type AppError,
  AppFailure,
  type ErrorCode,
  type ErrorParams,
  type Result,
} from '../../shared/domain/app-error.ts';
import { asSoonAsFree } from '../storage/database/until-free.ts';
import { isTrustedSender, type SenderFrame } from './trusted-sender.ts';

/** Puts an error code into the agent's language. */
export type Describe = (code: ErrorCode, params: ErrorParams) => Omit<AppError, 'code'>;

/** What is known of a message before it is trusted. */
export interface Sender {
  /** Sent by a window that this app opened. */
  readonly windowIsOurs: boolean;
  readonly frame: SenderFrame | null;
}

export interface DispatchOptions {
  handlers: Handlers;
  describe: Describe;
  /** Records refused messages, bad input and thrown bugs, but never an input's values. */
  log: { warn(message: string): void; error(message: string, cause: unknown): void };
}

export interface Dispatcher {
  /** Every `<area>:<command>` of the contract. */
  readonly channels: readonly string[];
  /** Handles one message. Never rejects: every failure is a value. */
  dispatch(channel: string, sender: Sender, input: unknown): Promise<Result<unknown>>;
}

/** A dial does its own waiting before its first write, and is never repeated. */
const waitsByItself = new Set(['dialing:offer', 'dialing:confirm']);

type AnyHandler = (input: unknown) => unknown;

/**
 * The only way from a message to a service: the sender is checked, the input parsed, and failures
 * become values. Outputs are typed by {@link Handlers} and come from our own services, so they are
 * not parsed again.
 */
export function createDispatcher(options: DispatchOptions): Dispatcher {
  const { handlers, log } = options;
  const routes = new Map<string, { command: Command; handler: AnyHandler }>();
  for (const [area, { commands }] of Object.entries(contract)) {
    const service = handlers[area as keyof Handlers] as Record<string, AnyHandler | undefined>;
    for (const [name, command] of Object.entries(commands)) {
      routes.set(`${area}:${name}`, {
        command,
        // Called as a method, so that a class instance can be passed in as it is.
        handler: (input) => service[name]?.(input),
      });
    }
  }

  const failure = (code: ErrorCode, params: ErrorParams = {}): Result<never> => ({
    ok: false,
    error: { code, ...options.describe(code, params) },
  });

  async function dispatch(channel: string, sender: Sender, input: unknown) {
    try {
      if (!isTrustedSender(sender.windowIsOurs, sender.frame)) {
        log.warn(`${channel}: refused, sent by ${sender.frame?.origin ?? 'a frame that is gone'}`);
        return failure('refused_sender');
      }
      const route = routes.get(channel);
      const parsed = route?.command.input.safeParse(input);
      if (!route || !parsed?.success) {
        const where = parsed?.error?.issues.map((issue) => issue.path.join('.') || 'input');
        log.warn(`${channel}: bad input at ${where?.join(', ') ?? 'channel'}`);
        return failure('bad_input');
      }
      const work = () => route.handler(parsed.data);
      const value = await (waitsByItself.has(channel) ? work() : asSoonAsFree(work));
      return { ok: true, value } as const;
    } catch (error) {
      if (error instanceof AppFailure) return failure(error.code, error.params);
      log.error(`${channel} failed`, error);
      return failure('internal');
    }
  }

  return { channels: [...routes.keys()], dispatch };
}

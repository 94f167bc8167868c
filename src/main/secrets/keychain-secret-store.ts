import { z } from 'zod';
import { AppFailure } from '../../shared/domain/app-error.ts';
import type { KeychainProcess, KeychainReply, KeychainRequest } from './keychain-messages.ts';
import type { SecretStore } from './secret-store.ts';

/** A locked keychain asks the user, and may wait for ever. */
const replyWithinMs = 3_000;

const replySchema: z.ZodType<KeychainReply> = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), secret: z.string().nullable() }),
  z.object({ ok: z.literal(false) }),
]);

/** Keeps each secret as one entry of the system's keychain. */
export class KeychainSecretStore implements SecretStore {
  readonly #start: () => KeychainProcess;
  /** Settles once the last request was answered or given up. */
  #before: Promise<unknown> = Promise.resolve();
  /** The process of a request that is still waiting, given up or not. */
  #running: KeychainProcess | null = null;

  constructor(start: () => KeychainProcess) {
    this.#start = start;
  }

  read(name: string, late?: (secret: string | null) => void): Promise<string | null> {
    return this.#ask({ do: 'read', name }, late);
  }

  async write(name: string, secret: string, late?: () => void): Promise<void> {
    await this.#ask({ do: 'write', name, secret }, () => late?.());
  }

  async remove(name: string): Promise<void> {
    await this.#ask({ do: 'remove', name });
  }

  /** Gives up on what is still waiting. */
  dispose(): void {
    this.#running?.kill();
  }

  /** Runs one request at a time, in order: a write that was given up never undoes a later one. */
  async #ask(
    request: KeychainRequest,
    late?: (secret: string | null) => void,
  ): Promise<string | null> {
    let givenUp = false;
    const timeUp = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      givenUp = true;
      timeUp.reject(new AppFailure('keychain_unavailable'));
    }, replyWithinMs);
    const reply = this.#before.then(() => this.#run(request));
    reply.then(
      (secret) => givenUp && late?.(secret),
      () => {},
    );
    const result = Promise.race([reply, timeUp.promise]).finally(() => clearTimeout(timer));
    this.#before = result.catch(() => {});
    return result;
  }

  #run(request: KeychainRequest): Promise<string | null> {
    // The one before was given up, or it would not be our turn. Closing its prompt leaves only the
    // newest.
    this.#running?.kill();
    const asked = Promise.withResolvers<string | null>();
    const failed = (): void => asked.reject(new AppFailure('keychain_unavailable'));
    try {
      const child = this.#start();
      this.#running = child;
      child.on('message', (message) => {
        const reply = replySchema.safeParse(message).data;
        if (reply?.ok) asked.resolve(reply.secret);
        else failed();
        child.kill();
      });
      child.on('exit', () => {
        if (this.#running === child) this.#running = null;
        failed();
      });
      child.postMessage(request);
    } catch {
      failed();
    }
    return asked.promise;
  }
}

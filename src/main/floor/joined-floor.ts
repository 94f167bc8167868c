import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { type Joining, joiningSchema } from '../../floor/join-text.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import {
  readDocument,
  removeDocument,
  wholeOf,
  writeDocument,
} from '../storage/tables/documents.ts';

/** What only the keychain holds, as base64url. */
const secretsSchema = joiningSchema.pick({ secret: true, sticky: true });
export type FloorSecrets = z.infer<typeof secretsSchema>;

/** The joined floor without them, as the database keeps it. */
const joinedSchema = joiningSchema.omit({ secret: true, sticky: true }).extend({
  /** Tells this desktop from another one that joined as the same agent. */
  desktop: z.uuid(),
});
export type JoinedFloor = z.infer<typeof joinedSchema>;

const key = 'floor';

/** A secret as bytes. */
export function keyOf(secret: string): Buffer {
  return Buffer.from(secret, 'base64url');
}

/** Returns the name under which the keychain holds the agent's secrets. */
function secretName({ agent, floor, relay }: JoinedFloor): string {
  return `floor ${agent}@${floor}@${new URL(relay).host}`;
}

/** Where the joined floor is kept: the secrets in the keychain, the rest in the database. */
export class JoinedFloors {
  readonly #db: Database;
  readonly #keychain: SecretStore;

  constructor(db: Database, keychain: SecretStore) {
    this.#db = db;
    this.#keychain = keychain;
  }

  /** Null if no floor is joined. */
  current(): JoinedFloor | null {
    return readDocument(this.#db, key, wholeOf(joinedSchema)) ?? null;
  }

  /**
   * Returns the secrets; null if the keychain has none. Throws `keychain_unavailable`; `late` gets
   * what comes after that, once the keychain was unlocked.
   */
  async secrets(
    joined: JoinedFloor,
    late: (secrets: FloorSecrets | null) => void,
  ): Promise<FloorSecrets | null> {
    return parse(await this.#keychain.read(secretName(joined), (text) => late(parse(text))));
  }

  /** Keeps a floor in place of the one before. Throws `keychain_unavailable`; then nothing changed. */
  async keep({ secret, sticky, ...joining }: Joining): Promise<JoinedFloor> {
    const joined = { ...joining, desktop: randomUUID() };
    const before = this.current();
    const secrets: FloorSecrets = { secret, sticky };
    await this.#keychain.write(secretName(joined), JSON.stringify(secrets));
    writeDocument(this.#db, key, joined);
    if (before && secretName(before) !== secretName(joined))
      await this.#keychain.remove(secretName(before)).catch(() => {});
    return joined;
  }

  /** Forgets the floor and its secrets. Throws `keychain_unavailable`; then nothing changed. */
  async forget(joined: JoinedFloor): Promise<void> {
    await this.#keychain.remove(secretName(joined));
    removeDocument(this.#db, key);
  }
}

/** Returns null for an entry that Handset did not write. */
function parse(text: string | null): FloorSecrets | null {
  if (text === null) return null;
  try {
    return secretsSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

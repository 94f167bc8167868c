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

/** The joined floor without its secret, as the database keeps it. */
const joinedSchema = joiningSchema.omit({ secret: true }).extend({
  /** Tells this desktop from another one that joined as the same agent. */
  desktop: z.uuid(),
});
export type JoinedFloor = z.infer<typeof joinedSchema>;

const key = 'floor';

/** Returns the name under which the keychain holds the agent's secret. */
function secretName({ agent, floor, relay }: JoinedFloor): string {
  return `floor ${agent}@${floor}@${new URL(relay).host}`;
}

/** Where the joined floor is kept: the secret in the keychain, the rest in the database. */
export class JoinedFloors {
  readonly #db: Database;
  readonly #secrets: SecretStore;

  constructor(db: Database, secrets: SecretStore) {
    this.#db = db;
    this.#secrets = secrets;
  }

  /** Null if no floor is joined. */
  current(): JoinedFloor | null {
    return readDocument(this.#db, key, wholeOf(joinedSchema)) ?? null;
  }

  /**
   * Returns the secret; null if the keychain has none. Throws `keychain_unavailable`; `late` gets
   * what comes after that, once the keychain was unlocked.
   */
  async secret(joined: JoinedFloor, late: (secret: string | null) => void): Promise<string | null> {
    return this.#secrets.read(secretName(joined), late);
  }

  /** Keeps a floor in place of the one before. Throws `keychain_unavailable`; then nothing changed. */
  async keep({ secret, ...joining }: Joining): Promise<JoinedFloor> {
    const joined = { ...joining, desktop: randomUUID() };
    const before = this.current();
    await this.#secrets.write(secretName(joined), secret);
    writeDocument(this.#db, key, joined);
    if (before && secretName(before) !== secretName(joined))
      await this.#secrets.remove(secretName(before)).catch(() => {});
    return joined;
  }

  /** Forgets the floor and its secret. Throws `keychain_unavailable`; then nothing changed. */
  async forget(joined: JoinedFloor): Promise<void> {
    await this.#secrets.remove(secretName(joined));
    removeDocument(this.#db, key);
  }
}

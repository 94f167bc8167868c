import type { Database } from 'better-sqlite3';
import type { CallFacts } from '../../shared/domain/call.ts';
import { sidSchema } from '../exotel/schemas.ts';
import type { CallHint } from '../hints/call-hint.ts';
import { findUnsettledBySid } from '../storage/tables/dial-queries.ts';
import type { CallLedger } from './call-ledger.ts';
import { intentIdOf } from './custom-field.ts';

/**
 * Returns the call that a hint is about; null if there is none that could be polled. A call in
 * doubt whose `custom_field` it names takes the hint's sid; the next poll confirms or drops it.
 */
export function callMeantBy(
  { sid, customField }: CallHint,
  db: Database,
  ledger: CallLedger,
  now: (id: string) => number,
): CallFacts | null {
  const known = findUnsettledBySid(db, sid);
  if (known !== null) return ledger.facts(known);
  const id = intentIdOf(customField);
  if (id === null || !sidSchema.safeParse(sid).success || !ledger.facts(id)) return null;
  // The sid belongs to a call that was settled long ago.
  if (ledger.isSidTaken(sid, id)) return null;
  const call = ledger.apply(id, { type: 'sid_learned', at: now(id), sid });
  return call.sid === sid ? call : null;
}

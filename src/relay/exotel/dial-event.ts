import { z } from 'zod';
import { phonePhases } from '../../shared/domain/call/arrival-signs.ts';
import {
  addressSchema,
  readAddress,
  readField,
  readParties,
  readSid,
  sidSchema,
} from './read-query.ts';

/** What Exotel does with one phone of a call. */
export const dialEventSchema = z.object({
  sid: sidSchema,
  /** Customer and ExoPhone, as far as the event says: null and empty if it does not. */
  caller: addressSchema.nullable(),
  called: z.string().max(64),
  /** Whose phone. */
  uri: addressSchema,
  phase: z.enum(phonePhases),
});
export type DialEvent = z.infer<typeof dialEventSchema>;

const byType = new Map<string, DialEvent['phase']>([
  ['dial', 'dialling'],
  ['ringing', 'ringing'],
  ['answered', 'answered'],
  ['terminal', 'let_go'],
]);
const byStatus = new Map<string, DialEvent['phase']>([
  ['busy', 'dialling'],
  ['free', 'let_go'],
]);

/** Returns null for what names no call, no phone, or nothing that happens to it. */
export function readDialEvent(query: URLSearchParams): DialEvent | null {
  const sid = readSid(query);
  const uri = readAddress(query, 'DialWhomNumber');
  const word = (name: string): string => readField(query, name)?.toLowerCase() ?? '';
  const phase = byType.get(word('EventType')) ?? byStatus.get(word('Status'));
  if (sid === null || uri === null || phase === undefined) return null;
  return { sid, ...readParties(query), uri, phase };
}

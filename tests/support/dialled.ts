import type { CallFacts } from '../../src/shared/domain/call.ts';

type Dialled<C extends CallFacts> = Extract<C, { direction: 'outbound' }>;

/** A call that the agent dialled, and no other. */
export function dialled<C extends CallFacts>(call: C | null | undefined): Dialled<C> {
  if (call?.direction !== 'outbound') throw new Error('no call that was dialled');
  return call as Dialled<C>;
}

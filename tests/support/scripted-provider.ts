import type { ExotelClient } from '../../src/main/exotel/client.ts';
import type { PlaceRequest } from '../../src/main/exotel/place-request.ts';
import type { CallProblem, Leg } from '../../src/shared/domain/call.ts';
import { callLeg, problem, providerCall } from './call-facts.ts';

/** Milliseconds after the dial. */
export const script = { rings: 1_000, answers: 8_000, ends: 40_000, processed: 42_000 } as const;
export const talkSeconds = 25;

/**
 * A provider that plays one story of a call by its own clock, and counts what it is asked. It stands
 * in for the client: no byte of the API is written, so it shares none of it.
 */
export interface ScriptedProvider {
  client: ExotelClient;
  /** The problem that GETs return while set. */
  trouble: CallProblem | null;
  posts: number;
  looks: number;
}

export const notFound = problem({ kind: 'call_not_found', httpStatus: 404, code: 10744 });

/**
 * Responds at once and without a socket, so that a test driving the clock sees every step. `now`:
 * epoch milliseconds by the provider's clock, which never jumps.
 */
export function scriptedProvider(now: () => number): ScriptedProvider {
  const calls = new Map<string, { at: number; request: PlaceRequest }>();

  function details(sid: string) {
    const call = calls.get(sid);
    if (!call) return null;
    const age = now() - call.at;
    const times = { createdAt: call.at, startedAt: call.at + script.rings };
    const customField = call.request.custom_field;
    if (age < script.processed)
      return providerCall({
        sid,
        customField,
        ...times,
        endedAt: age < script.ends ? null : call.at + script.ends,
      });
    return providerCall({
      sid,
      customField,
      ...times,
      over: true,
      stateRaw: 'terminal',
      statusRaw: 'completed',
      outcome: 'completed',
      endedAt: call.at + script.ends,
      talkSeconds,
    });
  }

  function legs(sid: string): Leg[] | null {
    const call = calls.get(sid);
    if (!call) return null;
    const age = now() - call.at;
    const over = age >= script.ends;
    const part = (side: Leg['side'], after: number) =>
      callLeg(side, over ? 'completed' : 'in-progress', {
        createdAt: call.at + after,
        updatedAt: over ? call.at + script.ends : null,
      });
    const agent = part('agent', script.rings);
    return age < script.answers ? [agent] : [agent, part('customer', script.answers)];
  }

  const provider: ScriptedProvider = {
    trouble: null,
    posts: 0,
    looks: 0,
    client: {
      placeCall: async (request) => {
        provider.posts += 1;
        const sid = `sid-${provider.posts}`;
        calls.set(sid, { at: now(), request });
        return { kind: 'accepted', call: providerCall({ sid, startedAt: null }) };
      },
      getCall: async (sid) => looked(details(sid)),
      getLegs: async (sid) => looked(legs(sid)),
      probe: async () => ({ ok: true, value: null }),
    },
  };
  function looked<T>(value: T | null) {
    provider.looks += 1;
    if (provider.trouble) return { ok: false as const, problem: provider.trouble };
    if (value === null) return { ok: false as const, problem: notFound };
    return { ok: true as const, value };
  }
  return provider;
}

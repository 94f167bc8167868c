import { redact } from '../base/redact.ts';
import type { ExotelClient } from '../exotel/client.ts';
import type { UnexpectedAnswer } from '../exotel/provider-call.ts';

/** Returns a client for one call that reports every response that was not as documented. */
export function keepUnexpected(
  client: ExotelClient,
  keep: (odd: UnexpectedAnswer) => void,
): ExotelClient {
  async function noted<R extends { odd?: UnexpectedAnswer }>(response: Promise<R>): Promise<R> {
    const result = await response;
    if (result.odd) keep(result.odd);
    return result;
  }
  return {
    placeCall: (request) => noted(client.placeCall(request)),
    getCall: (sid, direction) => noted(client.getCall(sid, direction)),
    getLegs: (sid, direction) => noted(client.getLegs(sid, direction)),
    probe: () => client.probe(),
  };
}

/** Characters: enough for any response of the API. */
const longestBody = 16_000;

/** Returns a response's body as it may be kept: without numbers and secrets, and bounded. */
export function keptBody(body: string): string {
  // Redacted before it is cut: half a number would not be recognised as one.
  return redact(body).slice(0, longestBody);
}

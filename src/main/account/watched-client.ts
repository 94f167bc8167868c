import type { CallProblem } from '../../shared/domain/call.ts';
import type { ExotelClient } from '../exotel/client.ts';
import type { Question } from './readiness-watch.ts';

/**
 * Returns the same client, reporting the outcome of every request except probes, whose caller
 * handles them.
 */
export function watchedClient(
  client: ExotelClient,
  hear: (question: Question, problem: CallProblem | null) => void,
): ExotelClient {
  async function watched<R extends { ok: true } | { ok: false; problem: CallProblem }>(
    question: Question,
    request: Promise<R>,
  ): Promise<R> {
    const result = await request;
    hear(question, result.ok ? null : result.problem);
    return result;
  }
  return {
    ...client,
    async placeCall(request) {
      const result = await client.placeCall(request);
      hear('place', result.kind === 'accepted' ? null : result.problem);
      return result;
    },
    getCall: (sid, direction) => watched('details', client.getCall(sid, direction)),
    getLegs: (sid, direction) => watched('legs', client.getLegs(sid, direction)),
  };
}

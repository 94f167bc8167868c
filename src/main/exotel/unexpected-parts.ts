import { undocumentedParts } from './documented.ts';
import type { HttpAnswer } from './http.ts';
import { parseEnvelope, parseJson } from './schemas.ts';

/**
 * Returns what is odd about a response, in the API's own names; null if nothing is. Errors count as
 * odd: support asks for them first.
 */
export function oddityOf(
  question: 'place' | 'details' | 'legs',
  answer: Pick<HttpAnswer, 'status' | 'body'>,
): string | null {
  const envelope = parseEnvelope(answer.body);
  if (envelope?.errorCode) return `error_data.code ${envelope.errorCode}`;
  if (answer.status < 200 || answer.status >= 300) return `HTTP ${answer.status}`;
  const parts = undocumentedParts(question, parseJson(answer.body));
  return parts.length === 0 ? null : parts.join(', ');
}

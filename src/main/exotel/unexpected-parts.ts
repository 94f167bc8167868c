import { undocumentedParts } from './documented.ts';
import type { HttpResponse } from './http.ts';
import { parseEnvelope, parseJson } from './schemas.ts';

/**
 * Returns what is odd about a response, in the API's own names; null if nothing is. Errors count as
 * odd: support asks for them first.
 */
export function oddityOf(
  question: 'place' | 'details' | 'legs',
  response: Pick<HttpResponse, 'status' | 'body'>,
): string | null {
  const envelope = parseEnvelope(response.body);
  if (envelope?.errorCode) return `error_data.code ${envelope.errorCode}`;
  if (response.status < 200 || response.status >= 300) return `HTTP ${response.status}`;
  const parts = undocumentedParts(question, parseJson(response.body));
  return parts.length === 0 ? null : parts.join(', ');
}

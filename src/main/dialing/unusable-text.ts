import type { ErrorCode, ErrorParams } from '../../shared/domain/app-error.ts';
import type { DialSource } from '../../shared/domain/call.ts';
import type { NumberProblem } from '../../shared/domain/number-problem.ts';

/** How much of an unreadable link is repeated to the agent. */
const longestQuote = 60;

/** If a link holds no more than this, its own text says best what is wrong with it. */
const unreadable: readonly NumberProblem[] = [
  'number_empty',
  'number_none',
  'number_incomplete',
  'number_invalid',
  'number_too_long',
];

/**
 * Says why nothing is dialled. A clipboard may hold a password, and this message is visible to
 * everyone nearby and kept by the system, so none of its text is repeated. A link's text comes from
 * a web page, so it may be.
 */
export function nothingUsable(
  text: string,
  source: DialSource,
  problem: NumberProblem | null,
): { code: ErrorCode; params: ErrorParams } {
  const seen = text.replace(/\s+/g, ' ').trim();
  const copied = source === 'hotkey' || source === 'tray';
  if (seen === '') return { code: copied ? 'clipboard_empty' : 'number_empty', params: {} };
  const why = problem ?? 'number_none';
  const nothing = why === 'number_none' || why === 'number_invalid' || why === 'number_empty';
  if (copied && nothing)
    return { code: 'clipboard_no_number', params: { length: [...seen].length } };
  if (copied || !unreadable.includes(why)) return { code: why, params: {} };
  const quote = seen.length > longestQuote ? `${seen.slice(0, longestQuote)}…` : seen;
  return { code: 'link_no_number', params: { text: quote } };
}

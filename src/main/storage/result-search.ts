import {
  type BuiltInResult,
  builtInResults,
  type CallResult,
} from '../../shared/domain/call-result.ts';
import { results as english } from '../../shared/messages/en/calls.ts';
import { results as hindi } from '../../shared/messages/hi/calls.ts';
import { foldText } from '../base/fold-text.ts';

/**
 * A call is indexed by its result's id alone. What results are called is looked up when somebody
 * searches: so both languages find, and a new name finds the calls of before.
 */
export const indexedResult = "'=' || calls.disposition || '='";

/** A result's id as {@link indexedResult} writes it. */
export function resultTerm(id: string): string {
  return `=${id}=`;
}

/** The ids of results whose name holds a word: of the agent's own, and of built-in ones in any language. */
export function resultsNamed(word: string, own: readonly CallResult[]): string[] {
  const key = foldText(word);
  if (key === '') return [];
  const holds = (name: string): boolean => foldText(name).includes(key);
  const builtIn = builtInResults.filter((id: BuiltInResult) =>
    [english[id], hindi[id]].some(holds),
  );
  const named = own.flatMap(({ id, name }) => (name !== null && holds(name) ? [id] : []));
  return [...new Set<string>([...builtIn, ...named])];
}

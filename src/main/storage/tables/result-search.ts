import {
  type BuiltInResult,
  builtInResults,
  type CallResult,
} from '../../../shared/domain/call-result.ts';
import { foldText } from '../../../shared/domain/fold-text.ts';
import { everyLanguage } from '../../../shared/messages/every-language.ts';

/**
 * A call is indexed only by its result's id. The names of results are looked up at search time, so
 * that every language works, and a new name finds earlier calls.
 */
export const indexedResult = "'=' || calls.disposition || '='";

/** A result's id as the index holds it. */
export function resultTerm(id: string): string {
  return foldText(`=${id}=`);
}

/**
 * Returns the ids of results whose name holds a folded word: the agent's own, and built-in ones in
 * any language.
 */
export function resultsNamed(word: string, own: readonly CallResult[]): string[] {
  const holds = (name: string): boolean => foldText(name).includes(word);
  const builtIn = builtInResults.filter((id: BuiltInResult) =>
    [...everyLanguage.values()].some(({ calls }) => holds(calls.results[id])),
  );
  const named = own.flatMap(({ id, name }) => (name !== null && holds(name) ? [id] : []));
  return [...new Set<string>([...builtIn, ...named])];
}

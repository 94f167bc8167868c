import type { AppError } from '../../../../shared/domain/app-error.ts';
import type { Call } from '../../../../shared/domain/call.ts';
import { isOver, suggestedResult } from '../../../../shared/domain/wrap-up.ts';
import { saveNotes } from '../../call/unsaved-notes.ts';
import { callActions, useCalls } from '../../stores/calls-store.ts';
import { type NamedResult, useResultName, useResults } from '../../stores/settings-store.ts';
import { useI18n } from '../../ui/use-i18n.ts';

/**
 * Files a call, its note first: with `disposition` when one is given, else with the result it has,
 * else with the one that is suggested. Null: filed, or not over yet; else why not.
 */
export async function fileCall(
  id: string,
  results: readonly NamedResult[],
  disposition?: string,
): Promise<AppError | null> {
  // What is not on disk is said by its editor, which stays open.
  if (!(await saveNotes())) return null;
  // As it is now: a digit that was pressed a moment ago counts.
  const call = useCalls.getState().current.find((each) => each.id === id);
  if (!call || !isOver(call)) return null;
  const given = disposition ?? suggestedResult(call, results) ?? undefined;
  const result = await callActions.finishWrapUp(id, given);
  return result.ok ? null : result.error;
}

/** What filing a call would record, as its button says it: `Done · No answer`. */
export function useDoneText(): (call: Call) => string {
  const { t } = useI18n();
  const results = useResults();
  const nameOf = useResultName();
  return (call) => {
    const result = call.disposition ?? suggestedResult(call, results);
    return result === null ? t('live.finish') : t('live.finishWith', { result: nameOf(result) });
  };
}

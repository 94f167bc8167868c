import type { AppError } from '../../../../shared/domain/app-error.ts';
import type { Call } from '../../../../shared/domain/call.ts';
import { isOver, suggestedResult } from '../../../../shared/domain/wrap-up.ts';
import { saveNotes } from '../../call/unsaved-notes.ts';
import { callActions, useCalls } from '../../stores/calls-store.ts';
import { type NamedResult, useResultName, useResults } from '../../stores/settings-store.ts';
import { useI18n } from '../../ui/use-i18n.ts';

/**
 * Files a call, saving its note first: with `disposition` if given, otherwise with the result that
 * it has, otherwise with the suggested one. Returns null if it was filed or is not over yet;
 * otherwise why not.
 */
export async function fileCall(
  id: string,
  results: readonly NamedResult[],
  disposition?: string,
): Promise<AppError | null> {
  // Its editor, which stays open, says what is not on disk.
  if (!(await saveNotes())) return null;
  // As it is now: a digit pressed a moment ago counts.
  const call = useCalls.getState().current.find((each) => each.id === id);
  if (!call || !isOver(call)) return null;
  const given = disposition ?? suggestedResult(call, results) ?? undefined;
  const result = await callActions.finishWrapUp(id, given);
  return result.ok ? null : result.error;
}

/** What filing a call would record, as shown on its button: `Done · No answer`. */
export function useDoneText(): (call: Call) => string {
  const { t } = useI18n();
  const results = useResults();
  const nameOf = useResultName();
  return (call) => {
    const result = call.disposition ?? suggestedResult(call, results);
    return result === null ? t('live.finish') : t('live.finishWith', { result: nameOf(result) });
  };
}

import type { Call } from '../../../shared/domain/call.ts';

/**
 * Results that were chosen but not confirmed yet. Meanwhile every snapshot of the call, however
 * old, shows the choice: what is on the screen is what Enter records.
 */
export function pendingChoices() {
  const chosen = new Map<string, { disposition: string | null }>();
  return {
    /** Returns a function to call once main has responded. */
    begin(id: string, disposition: string | null): () => void {
      const choice = { disposition };
      chosen.set(id, choice);
      return () => {
        // Unless a later choice for the same call has replaced it.
        if (chosen.get(id) === choice) chosen.delete(id);
      };
    },
    applied(call: Call): Call {
      const choice = chosen.get(call.id);
      return choice ? { ...call, disposition: choice.disposition } : call;
    },
  };
}

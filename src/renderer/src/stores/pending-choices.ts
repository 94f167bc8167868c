import type { Call } from '../../../shared/domain/call.ts';

/**
 * Results that were chosen and whose answer is not here yet. Meanwhile every snapshot of the call,
 * however old, shows the choice: what is on the screen is what Enter records.
 */
export function pendingChoices() {
  const chosen = new Map<string, { disposition: string | null }>();
  return {
    /** Call the answer once main has spoken. */
    begin(id: string, disposition: string | null): () => void {
      const choice = { disposition };
      chosen.set(id, choice);
      return () => {
        // A later choice for the same call has taken its place.
        if (chosen.get(id) === choice) chosen.delete(id);
      };
    },
    applied(call: Call): Call {
      const choice = chosen.get(call.id);
      return choice ? { ...call, disposition: choice.disposition } : call;
    },
  };
}

import { createTranslator } from '../../src/main/i18n/translator.ts';
import { type Call, isTerminal } from '../../src/shared/domain/call.ts';
import { dialOf } from '../../src/shared/domain/dial-of.ts';
import { problemKeys } from '../../src/shared/messages/problem-words.ts';
import type { RecordingProof } from './proof.ts';

/** Why a call, or the demo, did not do what was asked. */
export interface Problem {
  /** The app's own code, for example `agent_busy`; see docs/errors.md. */
  kind: string;
  /** Exotel's `error_data.code`; null if there is none. */
  code: number | null;
  /** What happened and the next step, in English. */
  message: string;
}

export interface Report {
  runtime: 'electron' | 'double' | null;
  /** Null if none was placed. */
  call: {
    sid: string | null;
    state: string;
    status: string | null;
    outcome: Call['outcome'];
    talkTimeSeconds: number | null;
    legs: Call['legs'];
  } | null;
  recording: RecordingProof | null;
  problem: Problem | null;
  steps: { name: string; ms: number }[];
}

const t = createTranslator(() => 'en');

/** Whether it is known how the call came out; if not, the demo's exit status is 1. */
export function isKnown({ state, outcome }: Pick<Call, 'state' | 'outcome'>): boolean {
  return isTerminal(state) && outcome !== 'no_final_status';
}

/** Returns the facts, with Exotel's own words if it said any. */
export function factsOf(call: Call): Report['call'] {
  const { sid, state, stateRaw, statusRaw, outcome, talkSeconds, legs } = call;
  return {
    sid,
    state: stateRaw ?? state,
    status: statusRaw,
    outcome,
    talkTimeSeconds: talkSeconds,
    legs,
  };
}

/** Returns what Exotel refused, or why the end is not known; null if all is well. */
export function problemOf(call: Call): Problem | null {
  const refused = dialOf(call)?.problem ?? null;
  const problem = refused ?? call.pollProblem;
  if (problem) {
    const { message, said, hint, params } = problemKeys(refused ? 'place' : 'query', problem);
    const doubt = call.state === 'unknown' ? ('calls.outcomes.unknown.sentence' as const) : null;
    const sentences = [doubt, message, said, hint].filter((key) => key !== null);
    const words = sentences.map((key) => t(key, params)).join(' ');
    return { kind: problem.kind, code: problem.code, message: words };
  }
  if (isKnown(call)) return null;
  const kind = call.outcome ?? 'still_open';
  const message =
    call.outcome === null
      ? 'The call has not ended in the time that the demo waits for it.'
      : t(`calls.outcomes.${call.outcome}.sentence`, { who: call.customerDisplay ?? '' });
  return { kind, code: null, message };
}

/** Returns the same for people. */
export function lineOf(call: Call, recording: RecordingProof | null): string {
  const outcome = call.outcome ?? call.state;
  return `The call: ${outcome}; ${recording ? `recording: ${recording.path}` : 'no recording'}`;
}

import type { PendingDial } from '../../shared/contract/shell.ts';
import {
  type AppError,
  AppFailure,
  type ErrorCode,
  type ErrorParams,
} from '../../shared/domain/app-error.ts';
import type { DialSource } from '../../shared/domain/call.ts';
import { type DialConfirmation, isDialQuestion } from '../../shared/domain/dial-questions.ts';
import type { NumberProblem } from '../../shared/domain/number-problem.ts';
import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import { type Clock, steadyNow } from '../base/clock.ts';

export interface DialRequest {
  number: string;
  source: DialSource;
  confirmed: DialConfirmation[];
  /** Which account was in use when it was offered: it waits for no other one. */
  practice: boolean;
}

export interface PendingDialOptions {
  clock: Clock;
  newId: () => string;
  settings: () => Pick<Settings, 'hotkeyMode' | 'countdownSeconds'>;
  isPractice: () => boolean;
  understand: (text: string) => UnderstoodNumber;
  /** Goes through the dial gate; rejects with an AppFailure when nothing was placed. */
  dial: (request: DialRequest) => Promise<unknown>;
  /** Whether a countdown that begins now is before the agent's eyes; where it is not, none begins. */
  isSeen: () => boolean;
  /** A code's sentence, in the agent's language. */
  describe: (code: ErrorCode, params: ErrorParams) => Omit<AppError, 'code'>;
  /** The dial that waits now, for the windows to show; null when none does. */
  changed: (pending: PendingDial | null) => void;
  /** No number could be read (`request` is null then), or the dial failed. */
  failed: (
    code: ErrorCode,
    params: ErrorParams,
    cause: unknown,
    request: DialRequest | null,
  ) => void;
}

export interface PendingDials {
  /** The dial that waits now. */
  current(): PendingDial | null;
  /**
   * Takes a text in the hope that it is a number. A link always waits for the agent's word, since
   * any web page can fire one; everything else does as the settings say. Replaces what waits.
   */
  offer(text: string, source: DialSource): void;
  /**
   * Dials what waits, if it still is the one meant and its question has been there long enough to
   * be read. Resolves when the dial is settled.
   */
  confirm(id: string): Promise<void>;
  /**
   * One of the waiting dial's `choices` (E.164). It then waits for the agent's word, whatever the
   * settings say: a key that chooses must not dial.
   */
  choose(id: string, number: string): void;
  cancel(id: string): void;
  /** What showed it is gone: it waits for the agent's word. */
  hold(): void;
  /** The window that shows what waits has only come now: its countdown begins anew. */
  shown(): void;
  /** Another account is in use: what waited for the one before is off. */
  accountChanged(): void;
  dispose(): void;
}

/** Longer than any timer is late on a running computer: it has slept, and the agent is elsewhere. */
const latestTimerMs = 2_000;
/** Nobody reads a question and answers it within this time: it is the key press before, doubled. */
export const readingTimeMs = 700;
/** How much of a link that cannot be read is repeated to the agent. */
const longestQuote = 60;

interface Waiting {
  pending: PendingDial;
  request: DialRequest;
  /** Shown since, by the clock that never jumps. */
  since: number;
  /** What stands there has to be read before it is answered. */
  toRead: boolean;
  stopTimer: () => void;
}

/**
 * Holds the one dial that waits for its countdown or for the agent's word. Whoever takes it takes
 * it away, so that Enter and the timer, however close, dial once.
 */
export function createPendingDials(options: PendingDialOptions): PendingDials {
  const { clock, settings, changed, failed } = options;
  let waiting: Waiting | null = null;

  function take(id: string): Waiting | null {
    if (waiting?.pending.id !== id) return null;
    const taken = waiting;
    taken.stopTimer();
    waiting = null;
    return taken;
  }

  function drop(): boolean {
    return waiting !== null && take(waiting.pending.id) !== null;
  }

  function wait(pending: PendingDial, request: DialRequest, toRead = false): void {
    drop();
    const stopTimer =
      pending.dialAt === null
        ? () => {}
        : clock.setTimeout(() => countedDown(pending.id), pending.countdownMs ?? 0);
    waiting = { pending, request, since: steadyNow(clock), toRead, stopTimer };
    changed(pending);
  }

  function countedDown(id: string): void {
    if (waiting?.pending.id !== id) return;
    const { pending, request, since } = waiting;
    if (steadyNow(clock) - since - (pending.countdownMs ?? 0) > latestTimerMs) {
      wait({ ...pending, dialAt: null, countdownMs: null }, request);
    } else {
      void confirm(id);
    }
  }

  async function confirm(id: string): Promise<void> {
    if (waiting?.pending.number === null) return;
    if (waiting?.toRead && steadyNow(clock) - waiting.since < readingTimeMs) return;
    const taken = take(id);
    if (!taken) return;
    // It is on its way when the windows hear that it waits no longer: none of them closes between.
    const settled = dial(taken.pending, taken.request);
    changed(null);
    await settled;
  }

  async function dial(pending: PendingDial, request: DialRequest): Promise<void> {
    try {
      await options.dial(request);
    } catch (error) {
      const { code, params } = error instanceof AppFailure ? error : internal;
      if (isDialQuestion(code) && !request.confirmed.includes(code) && !waiting) {
        const question = { code, ...options.describe(code, params) };
        wait(
          { ...pending, id: options.newId(), dialAt: null, countdownMs: null, question },
          { ...request, confirmed: [...request.confirmed, code] },
          true,
        );
      } else {
        failed(code, params, error, request);
      }
    }
  }

  /** The dial of one number, before it is settled when it dials. */
  function pendingOf(understood: UnderstoodNumber): PendingDial {
    const { e164, display, extension, name, doNotCall, country, lastCalledAt } = understood;
    return {
      id: options.newId(),
      number: e164,
      display: display ?? e164,
      choices: [],
      extension,
      name,
      doNotCall,
      country,
      lastCalledAt,
      practice: options.isPractice(),
      dialAt: null,
      countdownMs: null,
      question: null,
    };
  }

  function offer(text: string, source: DialSource): void {
    // What waited is off either way: it is not the number that the agent has just chosen.
    const dropped = drop();
    const understood = options.understand(text);
    const { e164, candidates } = understood;
    const practice = options.isPractice();
    const request: DialRequest = { number: e164 ?? '', source, confirmed: [], practice };
    if (understood.valid && e164 !== null) {
      const mode = source === 'link' ? 'ask' : settings().hotkeyMode;
      // A marked number takes a written reason, and none can come from a countdown.
      const countdown = mode === 'countdown' && !understood.doNotCall && options.isSeen();
      const countdownMs = countdown ? settings().countdownSeconds * 1_000 : null;
      const dialAt = countdownMs === null ? null : clock.now() + countdownMs;
      const pending = { ...pendingOf(understood), dialAt, countdownMs };
      if (mode === 'at_once') {
        if (dropped) changed(null);
        void dial(pending, request);
      } else {
        // A link may come while the agent types: that Enter was meant for something else.
        wait(pending, request, source === 'link');
      }
    } else if (candidates.length > 0) {
      wait({ ...pendingOf(understood), number: null, display: null, choices: candidates }, request);
    } else {
      if (dropped) changed(null);
      failed(...nothingUsable(text, source, understood.problem), null, null);
    }
  }

  return {
    current: () => waiting?.pending ?? null,
    offer,
    confirm,
    choose(id, number) {
      if (waiting?.pending.id !== id) return;
      const { pending, request } = waiting;
      if (!pending.choices.some(({ e164 }) => e164 === number)) return;
      const understood = options.understand(number);
      if (understood.valid) {
        wait(pendingOf(understood), { ...request, number }, true);
      } else {
        drop();
        changed(null);
        failed(understood.problem ?? 'number_none', {}, null, null);
      }
    },
    cancel(id) {
      if (take(id)) changed(null);
    },
    hold() {
      if (waiting?.pending.countdownMs === null || !waiting) return;
      const { pending, request, toRead } = waiting;
      wait({ ...pending, dialAt: null, countdownMs: null }, request, toRead);
    },
    shown() {
      if (!waiting) return;
      const { pending, request } = waiting;
      const { countdownMs } = pending;
      if (countdownMs === null) return;
      wait({ ...pending, dialAt: clock.now() + countdownMs }, request, waiting.toRead);
    },
    accountChanged() {
      if (waiting && waiting.pending.practice !== options.isPractice() && drop()) changed(null);
    },
    dispose: () => void drop(),
  };
}

const internal = { code: 'internal', params: {} } as const;

/** Where a link holds no more than this, its own text says best what is wrong with it. */
const unreadable: readonly NumberProblem[] = [
  'number_empty',
  'number_none',
  'number_incomplete',
  'number_invalid',
  'number_too_long',
];

/**
 * Why nothing is dialled. A clipboard may hold a password, and what is said here is shown to the
 * room and kept by the system: nothing of its text is repeated. A link is a web page's own words.
 */
function nothingUsable(
  text: string,
  source: DialSource,
  problem: NumberProblem | null,
): [ErrorCode, ErrorParams] {
  const seen = text.replace(/\s+/g, ' ').trim();
  const copied = source === 'hotkey' || source === 'tray';
  if (seen === '') return [copied ? 'clipboard_empty' : 'number_empty', {}];
  const why = problem ?? 'number_none';
  const nothing = why === 'number_none' || why === 'number_invalid' || why === 'number_empty';
  if (copied) return nothing ? ['clipboard_no_number', { length: [...seen].length }] : [why, {}];
  if (!unreadable.includes(why)) return [why, {}];
  const quote = seen.length > longestQuote ? `${seen.slice(0, longestQuote)}…` : seen;
  return ['link_no_number', { text: quote }];
}

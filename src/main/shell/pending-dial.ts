import type { PendingDial } from '../../shared/contract/shell.ts';
import {
  type AppError,
  AppFailure,
  type ErrorCode,
  type ErrorParams,
} from '../../shared/domain/app-error.ts';
import type { DialSource } from '../../shared/domain/call.ts';
import { type DialConfirmation, isDialQuestion } from '../../shared/domain/dial-questions.ts';
import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import type { Clock } from '../base/clock.ts';

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
  cancel(id: string): void;
  dispose(): void;
}

/** Longer than any timer is late on a running computer: it has slept, and the agent is elsewhere. */
const latestTimerMs = 2_000;
/** Nobody reads a question and answers it within this time: it is the key press before, doubled. */
export const readingTimeMs = 700;
/** How much of a useless text is repeated to the agent. */
const longestQuote = 40;

interface Waiting {
  pending: PendingDial;
  request: DialRequest;
  /** Shown since, epoch milliseconds. */
  since: number;
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

  function wait(pending: PendingDial, request: DialRequest): void {
    drop();
    const stopTimer =
      pending.dialAt === null
        ? () => {}
        : clock.setTimeout(() => countedDown(pending.id), pending.dialAt - clock.now());
    waiting = { pending, request, since: clock.now(), stopTimer };
    changed(pending);
  }

  function countedDown(id: string): void {
    if (waiting?.pending.id !== id) return;
    const { pending, request } = waiting;
    if (clock.now() - (pending.dialAt ?? 0) > latestTimerMs) {
      wait({ ...pending, dialAt: null, countdownMs: null }, request);
    } else {
      void confirm(id);
    }
  }

  async function confirm(id: string): Promise<void> {
    const unread = waiting?.pending.question && clock.now() - waiting.since < readingTimeMs;
    if (unread) return;
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
        );
      } else {
        failed(code, params, error, request);
      }
    }
  }

  return {
    current: () => waiting?.pending ?? null,
    offer(text, source) {
      // What waited is off either way: it is not the number that the agent has just chosen.
      const dropped = drop();
      const understood = options.understand(text);
      if (!understood.valid || understood.e164 === null) {
        if (dropped) changed(null);
        failed(...nothingUsable(text, source), null, null);
        return;
      }
      const mode = source === 'link' ? 'ask' : settings().hotkeyMode;
      // A marked number takes a written reason, and none can come from a countdown.
      const countdown = mode === 'countdown' && !understood.doNotCall;
      const countdownMs = countdown ? settings().countdownSeconds * 1_000 : null;
      const practice = options.isPractice();
      const pending: PendingDial = {
        id: options.newId(),
        number: understood.e164,
        display: understood.display ?? understood.e164,
        choices: [],
        extension: understood.extension,
        name: understood.name,
        doNotCall: understood.doNotCall,
        country: understood.country,
        lastCalledAt: understood.lastCalledAt,
        practice,
        dialAt: countdownMs === null ? null : clock.now() + countdownMs,
        countdownMs,
        question: null,
      };
      const request: DialRequest = { number: understood.e164, source, confirmed: [], practice };
      if (mode !== 'at_once') return wait(pending, request);
      if (dropped) changed(null);
      void dial(pending, request);
    },
    confirm,
    cancel(id) {
      if (take(id)) changed(null);
    },
    dispose: () => void drop(),
  };
}

const internal = { code: 'internal', params: {} } as const;

function nothingUsable(text: string, source: DialSource): [ErrorCode, ErrorParams] {
  const seen = text.replace(/\s+/g, ' ').trim();
  const copied = source === 'hotkey' || source === 'tray';
  if (seen === '') return [copied ? 'clipboard_empty' : 'number_empty', {}];
  const quote = seen.length > longestQuote ? `${seen.slice(0, longestQuote)}…` : seen;
  return [copied ? 'clipboard_no_number' : 'number_invalid', { text: quote, number: quote }];
}

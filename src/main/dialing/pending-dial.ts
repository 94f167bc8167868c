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
export class PendingDials {
  readonly #options: PendingDialOptions;
  #waiting: Waiting | null = null;

  constructor(options: PendingDialOptions) {
    this.#options = options;
  }

  /** The dial that waits now. */
  current(): PendingDial | null {
    return this.#waiting?.pending ?? null;
  }

  /**
   * Takes a text in the hope that it is a number. A link always waits for the agent's word, since
   * any web page can fire one; everything else does as the settings say. Replaces what waits.
   */
  offer(text: string, source: DialSource): void {
    // What waited is off either way: it is not the number that the agent has just chosen.
    const dropped = this.#drop();
    const understood = this.#options.understand(text);
    const { valid, e164, candidates } = understood;
    const practice = this.#options.isPractice();
    const request: DialRequest = { number: e164 ?? '', source, confirmed: [], practice };
    if (valid && e164 !== null) {
      this.#offerNumber(understood, request, dropped);
    } else if (candidates.length > 0) {
      const pending = this.#pendingOf(understood);
      this.#wait({ ...pending, number: null, display: null, choices: candidates }, request);
    } else {
      if (dropped) this.#options.changed(null);
      this.#options.failed(...nothingUsable(text, source, understood.problem), null, null);
    }
  }

  /**
   * Dials what waits, if it still is the one meant and its question has been there long enough to
   * be read. Resolves when the dial is settled.
   */
  async confirm(id: string): Promise<void> {
    const waiting = this.#waiting;
    if (waiting?.pending.number === null) return;
    if (waiting?.toRead && this.#shownForMs(waiting) < readingTimeMs) return;
    const taken = this.#take(id);
    if (!taken) return;
    // It is on its way when the windows hear that it waits no longer: none of them closes between.
    const settled = this.#dial(taken.pending, taken.request);
    this.#options.changed(null);
    await settled;
  }

  /**
   * One of the waiting dial's `choices` (E.164). It then waits for the agent's word, whatever the
   * settings say: a key that chooses must not dial.
   */
  choose(id: string, number: string): void {
    if (this.#waiting?.pending.id !== id) return;
    const { pending, request } = this.#waiting;
    if (!pending.choices.some(({ e164 }) => e164 === number)) return;
    const understood = this.#options.understand(number);
    if (understood.valid) {
      this.#wait(this.#pendingOf(understood), { ...request, number }, true);
    } else {
      this.#drop();
      this.#options.changed(null);
      this.#options.failed(understood.problem ?? 'number_none', {}, null, null);
    }
  }

  cancel(id: string): void {
    if (this.#take(id)) this.#options.changed(null);
  }

  /** What showed it is gone: it waits for the agent's word. */
  hold(): void {
    if (!this.#waiting || this.#waiting.pending.countdownMs === null) return;
    const { pending, request, toRead } = this.#waiting;
    this.#wait(withoutCountdown(pending), request, toRead);
  }

  /** The window that shows what waits has only come now: its countdown begins anew. */
  shown(): void {
    if (!this.#waiting) return;
    const { pending, request, toRead } = this.#waiting;
    const { countdownMs } = pending;
    if (countdownMs === null) return;
    const dialAt = this.#options.clock.now() + countdownMs;
    this.#wait({ ...pending, dialAt }, request, toRead);
  }

  /** Another account is in use: what waited for the one before is off. */
  accountChanged(): void {
    const { isPractice, changed } = this.#options;
    if (this.#waiting && this.#waiting.pending.practice !== isPractice() && this.#drop())
      changed(null);
  }

  dispose(): void {
    this.#drop();
  }

  #offerNumber(understood: UnderstoodNumber, request: DialRequest, dropped: boolean): void {
    const { clock, settings, isSeen, changed } = this.#options;
    const isLink = request.source === 'link';
    const mode = isLink ? 'ask' : settings().hotkeyMode;
    // A marked number takes a written reason, and none can come from a countdown.
    const countdown = mode === 'countdown' && !understood.doNotCall && isSeen();
    const countdownMs = countdown ? settings().countdownSeconds * 1_000 : null;
    const dialAt = countdownMs === null ? null : clock.now() + countdownMs;
    const pending = { ...this.#pendingOf(understood), dialAt, countdownMs };
    if (mode === 'at_once') {
      if (dropped) changed(null);
      void this.#dial(pending, request);
    } else {
      // A link may come while the agent types: that Enter was meant for something else.
      this.#wait(pending, request, isLink);
    }
  }

  #take(id: string): Waiting | null {
    if (this.#waiting?.pending.id !== id) return null;
    const taken = this.#waiting;
    taken.stopTimer();
    this.#waiting = null;
    return taken;
  }

  #drop(): boolean {
    return this.#waiting !== null && this.#take(this.#waiting.pending.id) !== null;
  }

  #wait(pending: PendingDial, request: DialRequest, toRead = false): void {
    const { clock, changed } = this.#options;
    this.#drop();
    const stopTimer =
      pending.dialAt === null
        ? () => {}
        : clock.setTimeout(() => this.#countedDown(pending.id), pending.countdownMs ?? 0);
    this.#waiting = { pending, request, since: steadyNow(clock), toRead, stopTimer };
    changed(pending);
  }

  #countedDown(id: string): void {
    const waiting = this.#waiting;
    if (waiting?.pending.id !== id) return;
    const { pending, request } = waiting;
    if (this.#shownForMs(waiting) - (pending.countdownMs ?? 0) > latestTimerMs)
      this.#wait(withoutCountdown(pending), request);
    else void this.confirm(id);
  }

  #shownForMs({ since }: Waiting): number {
    return steadyNow(this.#options.clock) - since;
  }

  async #dial(pending: PendingDial, request: DialRequest): Promise<void> {
    const { newId, dial, failed } = this.#options;
    try {
      await dial(request);
    } catch (error) {
      const { code, params } = error instanceof AppFailure ? error : internal;
      if (isDialQuestion(code) && !request.confirmed.includes(code) && !this.#waiting) {
        const question = { code, ...this.#options.describe(code, params) };
        this.#wait(
          { ...withoutCountdown(pending), id: newId(), question },
          { ...request, confirmed: [...request.confirmed, code] },
          true,
        );
      } else {
        failed(code, params, error, request);
      }
    }
  }

  /** The dial of one number, before it is settled when it dials. */
  #pendingOf(understood: UnderstoodNumber): PendingDial {
    const { e164, display, extension, name, doNotCall, country, lastCalledAt } = understood;
    return {
      id: this.#options.newId(),
      number: e164,
      display: display ?? e164,
      choices: [],
      extension,
      name,
      doNotCall,
      country,
      lastCalledAt,
      practice: this.#options.isPractice(),
      dialAt: null,
      countdownMs: null,
      question: null,
    };
  }
}

/** The same dial, waiting for the agent's word. */
function withoutCountdown(pending: PendingDial): PendingDial {
  return { ...pending, dialAt: null, countdownMs: null };
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

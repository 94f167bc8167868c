import type { Desk, WaitingDial } from '../../shared/contract/dialing.ts';
import {
  type AppError,
  AppFailure,
  type ErrorCode,
  type ErrorParams,
} from '../../shared/domain/app-error.ts';
import type { Call } from '../../shared/domain/call.ts';
import { asksForReason, readingTimeMs } from '../../shared/domain/dial-questions.ts';
import { isFromWindow } from '../../shared/domain/dial-sources.ts';
import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import { type Clock, steadyNow } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import type { DialInput } from './dial-checks.ts';
import { offeredDial } from './offered-dial.ts';
import {
  answered,
  answers,
  type DialAnswer,
  isOpenQuestion,
  waitingDial,
  withoutCountdown,
} from './waiting-dial.ts';

/** A number, or a text in the hope that it is one. */
export type DialOffer = Omit<DialInput, 'confirmed' | 'hoursReason' | 'doNotCallReason'>;

export interface DialDeskOptions {
  clock: Clock;
  newId: () => string;
  settings: () => Pick<Settings, 'hotkeyMode' | 'countdownSeconds'>;
  understand: (text: string) => UnderstoodNumber;
  /** Goes through the dial gate; rejects with an AppFailure when nothing was placed. */
  dial: (request: DialInput, inMain: boolean) => Promise<Call>;
  /** Whether the agent would see a countdown that begins now; if not, none begins. */
  isSeen: () => boolean;
  /** A code's sentence, in the agent's language. */
  describe: (code: ErrorCode, params: ErrorParams) => Omit<AppError, 'code'>;
}

/** Why a dial led to no call. */
export interface DialFailure {
  code: ErrorCode;
  params: ErrorParams;
  /** What was thrown; null if no number could be read. */
  cause: unknown;
}

/** No timer is this late on a running computer: it has slept, and the agent is elsewhere. */
const latestTimerMs = 2_000;

interface Waiting {
  dial: WaitingDial;
  request: DialInput;
  /** Since when it is shown, by the monotonic clock. */
  since: number;
  /** It has to be read before it is answered. */
  toRead: boolean;
  stopTimer: () => void;
}

/**
 * The place where every dial begins, and the only one that talks to the gate. It holds one dial
 * until its countdown is over or the agent has answered. Taking the dial removes it, so that Enter
 * and the timer, or two windows, dial only once, however close together.
 */
export class DialDesk {
  /** The windows have to show something else. */
  readonly changed = new Emitter<null>();
  /** The dial that the main window was asked about was placed. */
  readonly placed = new Emitter<{ number: string | null; againOf: string | null }>();
  /** A dial led to no call, and no window shows why. */
  readonly failed = new Emitter<DialFailure>();
  readonly #options: DialDeskOptions;
  #waiting: Waiting | null = null;
  #refusal: Desk['refusal'] = null;

  constructor(options: DialDeskOptions) {
    this.#options = options;
  }

  /** The dial that waits now. */
  current(): WaitingDial | null {
    return this.#waiting?.dial ?? null;
  }

  shows(): Desk {
    return { waiting: this.current(), refusal: this.#refusal };
  }

  /**
   * Replaces the waiting dial, unless nothing can be dialled of this. What the main window dials
   * goes through the gate at once; a link waits for the agent's confirmation, since any web page can
   * fire one; the rest does as the settings say. Resolves to the call, or to null if the agent is
   * asked or no call was placed; rejects with an AppFailure if the main window's dial was refused.
   */
  async offer(offer: DialOffer): Promise<Call | null> {
    const request: DialInput = { ...offer, confirmed: [] };
    return isFromWindow(offer.source)
      ? this.#placeInstead(request, null)
      : this.#offerText(request);
  }

  /**
   * Dials what is waiting, if it is still the one meant, its question has been there long enough to
   * be read, and this answers it. Resolves and rejects as `offer` does.
   */
  async confirm(answer: DialAnswer): Promise<Call | null> {
    const waiting = this.#waiting;
    if (waiting?.dial.id !== answer.id || waiting.dial.number === null) return null;
    if (!answers(waiting.dial, answer)) return null;
    if (waiting.toRead && this.#shownForMs(waiting) < readingTimeMs) return null;
    this.#drop();
    // It is on its way by the time the windows hear that it is no longer waiting, so none closes in
    // between.
    const settled = this.#place(answered(waiting.request, waiting.dial, answer), waiting.dial);
    this.changed.emit(null);
    return settled;
  }

  /**
   * Takes one of the waiting dial's `choices` (E.164). The dial then waits for the agent's
   * confirmation, whatever the settings say: a key that chooses must not dial.
   */
  choose(id: string, number: string): void {
    if (this.#waiting?.dial.id !== id) return;
    const { dial, request } = this.#waiting;
    if (!dial.choices.some(({ e164 }) => e164 === number)) return;
    const understood = this.#options.understand(number);
    const chosen = { ...request, number };
    if (understood.valid) {
      this.#wait(waitingDial(this.#options.newId(), chosen, understood), chosen, true);
    } else {
      this.#drop();
      this.changed.emit(null);
      this.failed.emit({ code: understood.problem ?? 'number_none', params: {}, cause: null });
    }
  }

  /** Drops the waiting dial, or a refusal that was read. */
  cancel(id: string): void {
    const isMeant = this.#waiting?.dial.id === id || this.#refusal?.id === id;
    if (isMeant && this.#drop()) this.changed.emit(null);
  }

  /** Makes the dial wait for the agent's confirmation: nobody may have seen its countdown. */
  hold(): void {
    if (!this.#waiting || this.#waiting.dial.countdownMs === null) return;
    const { dial, request } = this.#waiting;
    this.#wait(withoutCountdown(dial), request, true);
  }

  /**
   * Restarts the countdown, and the time to read: the window that shows the dial has only just
   * appeared, and an Enter that was under way was meant for something else.
   */
  shown(): void {
    if (!this.#waiting) return;
    this.#waiting.since = steadyNow(this.#options.clock);
    const { dial, request, toRead } = this.#waiting;
    const { countdownMs } = dial;
    if (countdownMs === null) return;
    this.#wait({ ...dial, dialAt: this.#options.clock.now() + countdownMs }, request, toRead);
  }

  /** Drops what it holds: another account is in use now, and it was not meant for that one. */
  accountChanged(): void {
    if (this.#drop()) this.changed.emit(null);
  }

  dispose(): void {
    this.#drop();
  }

  #offerText(offered: DialInput): Promise<Call | null> | null {
    const { newId, understand } = this.#options;
    const offer = offeredDial(newId(), offered, understand(offered.number));
    if (offer.kind === 'unusable') {
      // What waits stays, but must not dial by itself: the agent may mean another number by now.
      this.hold();
      this.failed.emit({ code: offer.code, params: offer.params, cause: null });
      return null;
    }
    if (offer.dial.number !== null) return this.#offerNumber(offer.dial, offer.request);
    this.#wait(offer.dial, offer.request);
    return null;
  }

  #offerNumber(dial: WaitingDial, request: DialInput): Promise<Call | null> | null {
    const { clock, settings, isSeen } = this.#options;
    const isLink = request.source === 'link';
    const mode = isLink ? 'ask' : settings().hotkeyMode;
    if (mode === 'at_once') return this.#placeInstead(request, dial);
    // A marked number needs a written reason, and a countdown cannot give one.
    const countdown = mode === 'countdown' && !dial.doNotCall && isSeen();
    const countdownMs = countdown ? settings().countdownSeconds * 1_000 : null;
    const dialAt = countdownMs === null ? null : clock.now() + countdownMs;
    // A link may come while the agent is typing: that Enter was meant for something else.
    this.#wait({ ...dial, dialAt, countdownMs }, request, isLink);
    return null;
  }

  /** Removes what the windows show; returns whether there was anything. */
  #drop(): boolean {
    const dropped = this.#waiting !== null || this.#refusal !== null;
    this.#waiting?.stopTimer();
    this.#waiting = null;
    this.#refusal = null;
    return dropped;
  }

  #wait(dial: WaitingDial, request: DialInput, toRead = false): void {
    const { clock } = this.#options;
    this.#drop();
    const stopTimer =
      dial.dialAt === null
        ? () => {}
        : clock.setTimeout(() => this.#countedDown(dial.id), dial.countdownMs ?? 0);
    this.#waiting = { dial, request, since: steadyNow(clock), toRead, stopTimer };
    this.changed.emit(null);
  }

  #countedDown(id: string): void {
    const waiting = this.#waiting;
    if (waiting?.dial.id !== id) return;
    const { dial, request } = waiting;
    // The agent has been elsewhere: the next key press was not meant for this.
    if (this.#shownForMs(waiting) - (dial.countdownMs ?? 0) > latestTimerMs)
      this.#wait(withoutCountdown(dial), request, true);
    else void this.confirm({ id });
  }

  #shownForMs({ since }: Waiting): number {
    return steadyNow(this.#options.clock) - since;
  }

  /** What waits is off: it is not the number that the agent has just chosen. */
  #placeInstead(request: DialInput, dial: WaitingDial | null): Promise<Call | null> {
    if (this.#drop()) this.changed.emit(null);
    return this.#place(request, dial);
  }

  /** @param dial as the windows showed it; null if none has. */
  async #place(request: DialInput, dial: WaitingDial | null): Promise<Call | null> {
    let call: Call;
    try {
      call = await this.#options.dial(request, dial?.inMain ?? true);
    } catch (error) {
      return this.#notPlaced(request, dial, error);
    }
    if (dial?.inMain) this.placed.emit({ number: dial.number, againOf: dial.againOf });
    return call;
  }

  /** Asks if the gate does; otherwise says why not, unless something newer is there. */
  #notPlaced(request: DialInput, dial: WaitingDial | null, cause: unknown): null {
    const { code, params } = cause instanceof AppFailure ? cause : internal;
    const isFree = this.#waiting === null;
    if (isFree && isOpenQuestion(code, request)) {
      this.#ask(request, dial, this.#said(code, params));
      return null;
    }
    const inMain = dial?.inMain ?? true;
    if (!inMain || !isFree) this.failed.emit({ code, params, cause });
    if (!inMain) return null;
    if (isFree) {
      this.#refusal = { id: this.#options.newId(), error: this.#said(code, params) };
      this.changed.emit(null);
    }
    throw cause;
  }

  #said(code: ErrorCode, params: ErrorParams): AppError {
    return { code, ...this.#options.describe(code, params) };
  }

  #ask(request: DialInput, shown: WaitingDial | null, error: AppError): void {
    const { newId, understand } = this.#options;
    const dial = shown ?? waitingDial(newId(), request, understand(request.number));
    const needsReason = asksForReason(error.code);
    // The small window has no room for a reason.
    const inMain = dial.inMain || needsReason;
    const asking = { ...withoutCountdown(dial), id: newId(), inMain };
    // For the main window's own questions, the time is checked there, at the key press.
    this.#wait({ ...asking, question: { ...error, needsReason } }, request, !inMain);
  }
}

const internal = { code: 'internal', params: {} } as const;

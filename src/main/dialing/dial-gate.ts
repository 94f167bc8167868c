import { AppFailure } from '../../shared/domain/app-error.ts';
import type { DialConfirmation } from '../../shared/domain/dial-questions.ts';
import type { OutsideHours } from './calling-hours.ts';

/** What the gate needs to know at the moment of dialling. */
export interface DialQuestion {
  /** E.164. */
  number: string;
  now: number;
  /** This agent has a call under way. */
  lineBusy: boolean;
  /** It is not known yet whether a recent call to this number was placed. */
  inDoubt: boolean;
  /** The colleague who is calling this customer back just now; null if nobody is. */
  colleague: string | null;
  /** The number is marked do-not-call, and no reason was given. */
  doNotCall: boolean;
  /** The called party's time is, or may be, outside calling hours, and no reason was given. */
  outsideHours: OutsideHours | null;
  confirmed: readonly DialConfirmation[];
  /**
   * The system says that nothing can be sent; then no other question is asked. It may be wrong,
   * behind a VPN or a virtual adapter, so the agent may insist.
   */
  offline?: boolean;
}

/** The same number again within this time is taken for an accident. */
export const sameNumberPauseMs = 5_000;

/**
 * The one gate before every call, however it was dialled. Holding a key, double clicks, two windows
 * and a countdown that ends while Enter is pressed all meet here, synchronously.
 */
export class DialGate {
  #placing = false;
  #last: { number: string; at: number } | null = null;

  /**
   * Lets one dial through, or throws an AppFailure that says why not. Returns a function that must
   * be called when the POST's outcome is known; until then no other dial passes.
   */
  enter(question: DialQuestion): () => void {
    if (this.#placing) throw new AppFailure('already_placing');
    if (this.#last?.number === question.number) {
      const waitMs = this.#last.at + sameNumberPauseMs - question.now;
      // A clock set back must not lock the number for longer than the pause itself.
      if (waitMs > 0 && waitMs <= sameNumberPauseMs)
        throw new AppFailure('just_dialled', { seconds: Math.ceil(waitMs / 1000) });
    }
    const asks: readonly (readonly [boolean, DialConfirmation])[] = [
      [question.offline ?? false, 'offline'],
      [question.lineBusy, 'live_call'],
      [question.inDoubt, 'unknown_call'],
    ];
    for (const [applies, code] of asks)
      if (applies && !question.confirmed.includes(code)) throw new AppFailure(code);
    if (question.colleague !== null && !question.confirmed.includes('colleague_calls'))
      throw new AppFailure('colleague_calls', { name: question.colleague });
    // Last, so that a reason is asked for only once everything else is settled.
    if (question.doNotCall) throw new AppFailure('do_not_call');
    const { outsideHours } = question;
    if (outsideHours) throw new AppFailure(outsideHours.code, outsideHours.params);
    this.#placing = true;
    this.#last = { number: question.number, at: question.now };
    return () => {
      this.#placing = false;
    };
  }

  /** Allows a dial that provably placed nothing to be repeated at once. */
  forgive(): void {
    this.#last = null;
  }
}

import { AppFailure } from '../../shared/domain/app-error.ts';
import type { DialConfirmation } from '../../shared/domain/dial-questions.ts';
import type { OutsideHours } from './calling-hours.ts';

/** What the gate needs to know at the moment of dialling. */
export interface DialQuestion {
  /** E.164. */
  number: string;
  now: number;
  /** A call of this agent is under way. */
  lineBusy: boolean;
  /** Nobody knows yet whether a recent call to this number was placed. */
  inDoubt: boolean;
  /** The number is marked, and no reason was given. */
  doNotCall: boolean;
  /** The called party's time is, or may be, outside calling hours, and no reason was given. */
  outsideHours: OutsideHours | null;
  confirmed: readonly DialConfirmation[];
  /**
   * The system says that nothing can be sent: then nobody is asked anything else. It may be wrong,
   * behind a VPN or a virtual adapter, so the agent may insist.
   */
  offline?: boolean;
}

/** The same number again within this time is a slip of the finger. */
export const sameNumberPauseMs = 5_000;

/**
 * The one gate before every call, whichever way it was dialled. Holding a key, double clicks, two
 * windows and a countdown that ends while Enter is pressed all meet here, synchronously.
 */
export class DialGate {
  #placing = false;
  #last: { number: string; at: number } | null = null;

  /**
   * Lets one dial through, or throws an AppFailure that says why not. The answer must be called
   * when the POST's outcome is known; until then nobody else passes.
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
    // Last, so that a reason is asked for once everything else is settled.
    if (question.doNotCall) throw new AppFailure('do_not_call');
    const { outsideHours } = question;
    if (outsideHours) throw new AppFailure(outsideHours.code, outsideHours.params);
    this.#placing = true;
    this.#last = { number: question.number, at: question.now };
    return () => {
      this.#placing = false;
    };
  }

  /** A dial that provably placed nothing may be repeated at once. */
  forgive(): void {
    this.#last = null;
  }
}

import { AppFailure } from '../../shared/domain/app-error.ts';
import { type Call, isLive } from '../../shared/domain/call.ts';
import type { Emitter } from '../base/emitter.ts';
import * as table from '../storage/tables/wrap-ups.ts';
import type { CallLedger } from './call-ledger.ts';
import type { CallServiceOptions } from './call-service.ts';

/** Takes what the agent says after a call: its result, and that there is nothing more to say. */
export class WrapUp {
  readonly #ledger: CallLedger;
  readonly #options: Pick<CallServiceOptions, 'clock' | 'marksDoNotCall'>;
  readonly #marksChanged: Emitter<null>;

  constructor(
    ledger: CallLedger,
    options: Pick<CallServiceOptions, 'clock' | 'marksDoNotCall'>,
    marksChanged: Emitter<null>,
  ) {
    this.#ledger = ledger;
    this.#options = options;
    this.#marksChanged = marksChanged;
  }

  /** Throws `not_found` or `not_saved`, like the others. */
  setResult(id: string, result: string | null): Call {
    return this.#edit(id, (db) => table.setResult(db, id, this.#given(result)));
  }

  /**
   * Closes this call, with a result if one is given; returns which one it had before. A call that
   * is under way stays open.
   */
  finish(id: string, result: string | null | undefined): { call: Call; before: string | null } {
    const facts = this.#ledger.facts(id);
    if (facts && isLive(facts.state)) throw new AppFailure('bad_input');
    const given = result === undefined ? null : this.#given(result);
    const before = this.#ledger.get(id).disposition;
    return { call: this.#edit(id, (db) => table.finishWrapUp(db, id, given)), before };
  }

  reopen(id: string, result: string | null): Call {
    return this.#edit(id, (db) => table.reopenWrapUp(db, id, this.#given(result)));
  }

  #given(id: string | null): table.GivenResult {
    const { clock, marksDoNotCall } = this.#options;
    return { id, marksDoNotCall: id !== null && marksDoNotCall(id), at: clock.now() };
  }

  #edit(id: string, write: Parameters<CallLedger['edit']>[1]): Call {
    const marked = this.#ledger.get(id).doNotCall;
    const call = this.#ledger.edit(id, write);
    if (call.doNotCall !== marked) this.#marksChanged.emit(null);
    return call;
  }
}

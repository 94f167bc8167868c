import { AppFailure } from '../../shared/domain/app-error.ts';
import type { CallFacts } from '../../shared/domain/call.ts';
import { steadyNow } from '../base/clock.ts';
import type { Timers } from '../base/timers.ts';
import type { CallConnection, ExotelClient } from '../exotel/client.ts';
import { addUnexpected } from '../storage/tables/unexpected-responses.ts';
import type { CallClock } from './call-clock.ts';
import type { CallLedger } from './call-ledger.ts';
import type { CallServiceOptions } from './call-service.ts';
import { keepUnexpected, keptBody } from './keep-unexpected.ts';

export interface CallQueriesOptions {
  options: Pick<CallServiceOptions, 'db' | 'clock' | 'log' | 'connectionFor'>;
  ledger: CallLedger;
  times: CallClock;
  timers: Timers;
}

/**
 * Asks Exotel about a call, through the call's own account; unexpected responses are kept beside
 * it.
 */
export class CallQueries {
  readonly #parts: CallQueriesOptions;

  constructor(parts: CallQueriesOptions) {
    this.#parts = parts;
  }

  /** Returns null if the call's account is no longer set up. */
  async connectionFor(call: CallFacts): Promise<CallConnection | null> {
    const access = await this.#parts.options.connectionFor(call);
    return access && { ...access, client: this.keepingUnexpected(access.client, call.id) };
  }

  /** Unexpected responses are stored only after the call's own work, and never get in its way. */
  keepingUnexpected(client: ExotelClient, id: string): ExotelClient {
    const { options, ledger, timers } = this.#parts;
    return keepUnexpected(client, (odd) => {
      const at = options.clock.now();
      timers.run(0, () => {
        try {
          if (addUnexpected(options.db, id, { ...odd, at, body: keptBody(odd.body) }))
            ledger.tell(id, true);
        } catch (error) {
          options.log.error('an odd answer could not be kept', error);
        }
      });
    });
  }

  /** Returns 1 if the account cannot be opened. */
  async timeScaleOf(call: CallFacts): Promise<number> {
    const { connectionFor, log } = this.#parts.options;
    try {
      return (await connectionFor(call))?.timeScale ?? 1;
    } catch (error) {
      log.error('the account of a call could not be opened', error);
      return 1;
    }
  }

  /**
   * Asks for a call's details as soon as the budget has a request to spare, and returns the
   * recordings that Exotel names; `urgent` waits for nothing. Throws an AppFailure if it cannot ask.
   */
  async pollDetails(id: string, { urgent = false } = {}): Promise<string[]> {
    const { options, ledger, times, timers } = this.#parts;
    const call = ledger.facts(id);
    if (!call?.sid) throw new AppFailure('recording_none');
    const access = await this.connectionFor(call);
    if (!access) throw new AppFailure('no_account');
    if (!urgent)
      await access.budget?.turn(
        () => steadyNow(options.clock),
        (ms) => new Promise((resolve) => timers.run(ms, resolve)),
      );
    const result = await access.client.getCall(call.sid, call.direction);
    const moment = times.now(ledger.facts(id) ?? call);
    if (!result.ok) {
      ledger.apply(id, { type: 'poll_failed', ...moment, problem: result.problem });
      // Not every account's incoming calls can be asked about: the floor's word stands.
      const isUnknown = result.problem.kind === 'call_not_found';
      if (isUnknown && call.direction === 'inbound' && call.state === 'ended') return [];
      throw new AppFailure('provider_unreachable');
    }
    ledger.apply(id, { type: 'details', ...moment, call: result.value });
    return result.value.recordingUrls;
  }
}

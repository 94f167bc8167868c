import { pollCall } from '../../src/main/calls/call-follower.ts';
import { type CallEvent, transition } from '../../src/main/calls/call-machine.ts';
import { CallPoller } from '../../src/main/calls/call-poller.ts';
import { beginCall } from '../../src/main/calls/outbound.ts';
import { verifyAfterMs } from '../../src/main/calls/poll-schedule.ts';
import { sampledAfterMs, sampledOf } from '../../src/main/calls/reported-ends.ts';
import type { ExotelClient } from '../../src/main/exotel/client.ts';
import { meteredClient } from '../../src/main/exotel/metered-client.ts';
import { RequestBudget } from '../../src/main/exotel/request-budget.ts';
import { nextCheck } from '../../src/main/recordings/check-schedule.ts';
import { type CallFacts, isOpen, isTerminal } from '../../src/shared/domain/call.ts';
import { recordedCall } from '../../tests/support/call-facts.ts';
import { placeRequest } from '../../tests/support/place-request.ts';
import type { Chance } from './chance.ts';
import type { SimAccount, SimCall } from './sim-account.ts';
import type { SimClock } from './sim-clock.ts';
import type { SimFloor } from './sim-floor.ts';

/** The results of one agent's day. */
export interface AgentDay {
  /** Polls that the account let through. */
  looks: number;
  /** From each call's end until Handset knew, milliseconds. */
  delays: number[];
  /** Requests per call until its end was seen, the POST included. */
  requests: number[];
  /** From each call's end until it was verified. */
  verifiedAfter: number[];
  unverified: number;
  /** Ends that were taken as reported. */
  reported: number;
}

export interface SimAgentOptions {
  clock: SimClock;
  chance: Chance;
  account: SimAccount;
  /** Null if Handset was not told. */
  agents: number | null;
  callbacks: boolean;
  /** Shares out the account's requests, and says whether reported ends count. */
  floor?: SimFloor;
}

/**
 * One agent at work with the product's own poller, schedule, budget, interpretation and machine.
 */
export class SimAgent {
  readonly day: AgentDay = {
    looks: 0,
    delays: [],
    requests: [],
    verifiedAfter: [],
    unverified: 0,
    reported: 0,
  };
  readonly #options: SimAgentOptions;
  readonly #budget: RequestBudget;
  readonly #client: ExotelClient;
  readonly #poller: CallPoller;
  readonly #calls = new Map<string, SimCall>();
  readonly #ledger = new Map<string, CallFacts>();
  /** The open call, and the requests made for it. */
  #following: string | null = null;
  #requests = 0;
  #ended: (() => void) | null = null;

  constructor(options: SimAgentOptions) {
    const { clock, chance, account } = options;
    this.#options = options;
    const { floor } = options;
    this.#budget = new RequestBudget(
      () => options.agents,
      () => floor?.pollShare ?? null,
    );
    const heard = (sid: string) => {
      this.day.looks += 1;
      if (sid === this.#following) this.#requests += 1;
    };
    this.#client = meteredClient(
      account.client(this.#calls, heard),
      this.#budget,
      clock.now,
      floor,
    );
    const access = { client: this.#client, budget: this.#budget, timeScale: 1 };
    this.#poller = new CallPoller({
      clock,
      random: chance.next,
      poll: (id, wish) =>
        pollCall(
          {
            clock,
            facts: (callId) => this.#ledger.get(callId) ?? null,
            moment: () => ({ at: clock.now(), aheadMs: null }),
            access: async () => access,
            apply: (callId, event) => this.#apply(callId, event),
          },
          id,
          wish,
        ),
    });
  }

  /** Calls one after the other, with time to wrap up, and a break every two hours. */
  async work(untilAt: number): Promise<void> {
    const { clock, chance } = this.#options;
    let breakAt = clock.now() + chance.between(1.5, 2.5) * 3_600_000;
    while (clock.now() < untilAt) {
      await this.#makeCall();
      await clock.sleep(chance.between(30_000, 60_000));
      if (clock.now() < breakAt) continue;
      await clock.sleep(15 * 60_000);
      breakAt = clock.now() + 2 * 3_600_000;
    }
  }

  async #makeCall(): Promise<void> {
    const { clock } = this.#options;
    const result = await this.#client.placeCall(placeRequest());
    if (result.kind !== 'accepted') return;
    const id = result.call.sid;
    const call = this.#calls.get(id) as SimCall;
    this.#following = id;
    this.#requests = 1;
    const over = new Promise<void>((resolve) => {
      this.#ended = resolve;
    });
    const facts = transition(beginCall(recordedCall({ id, customField: id }), clock.now()), {
      type: 'sending',
      at: clock.now(),
    });
    this.#ledger.set(id, facts);
    this.#apply(id, { type: 'accepted', at: clock.now(), call: result.call });
    this.#poller.follow(id, {
      over: false,
      direction: 'outbound',
      state: 'accepted',
      acceptedAt: clock.now(),
      failed: false,
      retryAfterSeconds: null,
      timeScale: 1,
    });
    if (this.#options.callbacks) this.#callBack(call);
    await over;
    this.day.delays.push(clock.now() - call.endsAt);
    this.day.requests.push(this.#requests);
    void this.#afterwards(call);
  }

  #apply(id: string, event: CallEvent): CallFacts {
    const after = transition(this.#ledger.get(id) as CallFacts, event);
    this.#ledger.set(id, after);
    if (isTerminal(after.state)) this.#ended?.();
    return after;
  }

  /** Sends the provider's callbacks: mostly quick, now and then late, duplicated or lost. */
  #callBack(call: SimCall): void {
    const { chance, clock } = this.#options;
    const send = (at: number, event: 'answered' | 'terminal') => {
      if (at === Infinity || chance.happens(0.01)) return;
      const delay = chance.happens(0.02) ? chance.between(1_000, 10_000) : chance.between(50, 500);
      const hint = () => {
        if (event === 'terminal' && this.#options.floor?.reportsCount) this.#report(call);
        else this.#poller.hint(call.sid, event);
      };
      clock.setTimeout(hint, at - clock.now() + delay);
      if (chance.happens(0.05)) clock.setTimeout(hint, at - clock.now() + 2 * delay);
    };
    send(call.agentAnswersAt, 'answered');
    send(call.customerAnswersAt, 'answered');
    send(call.endsAt, 'terminal');
  }

  /** The callback's content is taken as it is; one in so many is asked about. */
  #report(call: SimCall): void {
    const { account, clock } = this.#options;
    const facts = this.#ledger.get(call.sid);
    if (!facts || !isOpen(facts.state)) return;
    this.#apply(call.sid, { type: 'reported', at: clock.now(), call: account.detailsOf(call) });
    this.day.reported += 1;
    if (this.day.reported % sampledOf !== 0) return;
    clock.setTimeout(() => void this.#client.getCall(call.sid, 'outbound'), sampledAfterMs);
  }

  /** Looks for the recording and verifies the call, as far as the budget allows. */
  async #afterwards(call: SimCall): Promise<void> {
    this.day.unverified += 1;
    void this.#lookForRecording(call);
    await this.#options.clock.sleep(verifyAfterMs);
    await this.#lookLater(call.sid);
    this.day.unverified -= 1;
    this.day.verifiedAfter.push(this.#options.clock.now() - call.endsAt);
    this.#ledger.delete(call.sid);
  }

  async #lookForRecording(call: SimCall): Promise<void> {
    const { clock, chance } = this.#options;
    if (call.recordingAt === Infinity) return;
    let plan = nextCheck(0, clock.now() - call.endsAt, 1, chance.next());
    while (plan) {
      await clock.sleep(plan.delayMs);
      const dueAt = clock.now();
      const result = await this.#lookLater(call.sid);
      if (result.ok && result.value.recordingUrls.length > 0) return;
      plan = nextCheck(plan.checks + 1, clock.now() - dueAt, 1, chance.next());
    }
  }

  async #lookLater(sid: string) {
    const { clock } = this.#options;
    await this.#budget.turn(clock.now, clock.sleep);
    return this.#client.getCall(sid, 'outbound');
  }
}

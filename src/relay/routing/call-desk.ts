import { randomUUID } from 'node:crypto';
import { steadyNow } from '../../main/base/clock.ts';
import { Timers } from '../../main/base/timers.ts';
import type { Queue } from '../config.ts';
import { type Decision, nobody } from '../exotel/connect-reply.ts';
import type { ConnectRequest } from '../exotel/connect-request.ts';
import { type Attempt, asksForNext, type CallRecord } from './call-record.ts';
import { closeAttempts, sayMissed } from './close-call.ts';
import type { DeskParts } from './desk-parts.ts';
import { findCall } from './find-call.ts';
import { heldFor } from './held-for.ts';
import { planAttempt } from './plan.ts';

/** An offer that no desktop has shown by then rings at an empty desk. */
const seenWithinMs = 5_000;

/** Answers Connect: whom to ring. One answer at a time for each call, however often Exotel asks. */
export class CallDesk {
  readonly #parts: DeskParts;
  readonly #timers: Timers;
  /** Offers that no desktop has shown yet. */
  readonly #unseen = new Map<string, string>();

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#timers = new Timers(parts.clock);
  }

  /** Never rejects: any doubt is answered with nobody. */
  async answer(queueId: string, request: ConnectRequest): Promise<Decision> {
    const { queues, clock, addresses } = this.#parts;
    const queue = queues.find(({ id }) => id === queueId);
    if (!queue) {
      this.#parts.log.warn('Exotel asks for a queue that relay.json does not name.', { queueId });
      return nobody;
    }
    // They have talked: what follows is the flow's.
    if (request.dialStatus === 'completed') return nobody;
    const { record, isAdopted } = this.#recordOf(queue, request);
    if (record.making) return record.making;
    const now = steadyNow(clock);
    const isSame = (one: string, other: string) => addresses.isSame(one, other);
    const standing = this.#standing(record);
    if (standing && !asksForNext(record, request, { now, isSame })) {
      if (isAdopted) this.#timers.run(0, () => this.#offer(record, standing.attempts));
      return standing.decision;
    }
    record.making = this.#next(record, request)
      .catch((error: unknown) => {
        this.#parts.log.error('A call could not be routed.', error);
        return nobody;
      })
      .finally(() => {
        record.making = null;
      });
    return record.making;
  }

  /** A desktop shows the offer. */
  popped(agent: string, offer: string, ms: number): void {
    this.#parts.metrics.popped(ms);
    this.#unseen.delete(offer);
    this.#parts.free.isThere(agent);
  }

  stop(): void {
    this.#timers.dispose();
  }

  /** The reply as it was given, but for agents whom the call does not hold any more. */
  #standing({ sid, last }: CallRecord): { decision: Decision; attempts: Attempt[] } | null {
    if (!last || last.attempts.length === 0) return last;
    const held = this.#parts.holds.of(this.#parts.keyOf(sid)).map(({ agent }) => agent);
    const attempts = last.attempts.filter(({ agent }) => held.includes(agent));
    const uris = attempts.map(({ uri }) => uri);
    return attempts.length > 0 ? { decision: { ...last.decision, uris }, attempts } : null;
  }

  #recordOf(queue: Queue, request: ConnectRequest) {
    const { sid, caller, called } = request;
    const found = findCall(this.#parts, request);
    if (!found) {
      const record = this.#parts.records.add(sid, queue, { caller, called });
      return { record, isAdopted: false };
    }
    const { record } = found;
    // The flow has brought the call to another queue: there it is a new one, but for whom it tried.
    if (record.queue.id !== queue.id && !record.making) {
      closeAttempts(this.#parts, record, request);
      record.queue = queue;
      record.began = steadyNow(this.#parts.clock);
      record.attemptsBefore = record.attempts.length;
      record.last = null;
      record.overflowRung = false;
    }
    return found;
  }

  async #next(record: CallRecord, request: ConnectRequest): Promise<Decision> {
    const { clock, free, holds, addresses, stickyFor } = this.#parts;
    const { queue, caller } = record;
    const number = addresses.numberOf(caller);
    closeAttempts(this.#parts, record, request);
    record.came = null;
    const now = steadyNow(clock);
    const plan = planAttempt({
      queue,
      mode: request.format === 'plain' ? 'list' : queue.mode,
      free: free.list(queue.id, number),
      sticky: number === null ? null : stickyFor(number),
      tried: record.attempts.map(({ agent }) => agent),
      attempts: record.attempts.length - record.attemptsBefore,
      waitedMs: now - record.began,
      overflowRung: record.overflowRung,
    });
    if (plan.kind === 'nobody') return this.#nobody(record);
    if (plan.kind === 'overflow') {
      record.overflowRung = true;
      const { ringSeconds } = queue;
      return this.#reply(record, { uris: [plan.uri], again: false, ringSeconds }, []);
    }
    const { ringSeconds, again } = plan;
    const before = record.attempts.length;
    const attempts = plan.agents.map(({ agent, uri }, index) => ({
      offer: randomUUID(),
      agent,
      uri,
      number: before + index + 1,
      ringSeconds,
      dialled: false,
      answered: false,
      isOver: false,
    }));
    // In a list, those before ring first.
    const held = attempts.map((attempt, index) =>
      heldFor(this.#parts, record, attempt, (index + 1) * ringSeconds * 1_000),
    );
    if (!(await holds.take(held))) return this.#nobody(record);
    record.attempts.push(...attempts);
    this.#timers.run(0, () => this.#offer(record, attempts));
    const uris = attempts.map(({ uri }) => uri);
    return this.#reply(record, { uris, again, ringSeconds }, attempts);
  }

  #reply(record: CallRecord, decision: Decision, attempts: Attempt[]): Decision {
    const ringsMs = (decision.ringSeconds ?? 0) * 1_000 * decision.uris.length;
    record.last = { decision, at: steadyNow(this.#parts.clock), ringsMs, attempts };
    return decision;
  }

  #nobody(record: CallRecord): Decision {
    // After the answer: a whole queue is told.
    this.#timers.run(0, () => sayMissed(this.#parts, record));
    return this.#reply(record, nobody, []);
  }

  #offer({ sid, caller, called, queue }: CallRecord, attempts: readonly Attempt[]): void {
    const { tell, metrics } = this.#parts;
    for (const attempt of attempts) {
      const { agent, offer, number, uri, ringSeconds } = attempt;
      metrics.offered(queue.id);
      this.#unseen.set(offer, agent);
      tell(agent, {
        kind: 'offer',
        sid,
        offer,
        caller,
        called,
        queue: queue.id,
        attempt: number,
        uri,
        ringSeconds,
      });
      this.#timers.run(seenWithinMs, () => this.#miss(attempt));
    }
  }

  #miss({ offer, agent, answered }: Attempt): void {
    const wasUnseen = this.#unseen.delete(offer);
    if (wasUnseen && !answered && this.#parts.isHeard()) this.#parts.free.isAway(agent);
  }
}

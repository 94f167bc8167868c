import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FakeClock } from '../../../support/fake-clock.ts';
import { MemoryBroker } from '../../../support/memory-seat.ts';
import { type RoutingRig, routingRig } from '../../../support/routing-rig.ts';

const sids = ['one', 'two', 'three', 'four'];
const agents = 3;

type Step =
  | { do: 'ask'; sid: string; times: number; status: 'busy' | 'no-answer' | null; relay: number }
  | { do: 'let_go' | 'answered' | 'passthru'; sid: string; relay: number }
  | { do: 'say'; agent: number; state: 'available' | 'break' | 'oncall' }
  | { do: 'wait'; ms: number }
  | { do: 'change' }
  | { do: 'broken'; broken: boolean };

const sid = fc.constantFrom(...sids);
const relay = fc.integer({ min: 0, max: 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('ask' as const),
      sid,
      times: fc.integer({ min: 1, max: 3 }),
      status: fc.constantFrom('busy' as const, 'no-answer' as const, null),
      relay,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('let_go' as const, 'answered' as const, 'passthru' as const),
      sid,
      relay,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('say' as const),
      agent: fc.integer({ min: 0, max: agents - 1 }),
      state: fc.constantFrom('available' as const, 'break' as const, 'oncall' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(100, 2_500, 21_000),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'change' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('broken' as const), broken: fc.boolean() }) },
);

/** What Exotel does: which phone rings, or is talked on, for which call. */
class Phones {
  readonly busy = new Map<string, { sid: string; until: number }>();
  readonly last = new Map<string, string>();

  reply(sid: string, uri: string | undefined, now: number): void {
    const before = this.last.get(sid);
    if (before !== undefined && before !== uri) this.free(sid);
    if (uri === undefined) {
      this.last.delete(sid);
      return;
    }
    const other = this.busy.get(uri);
    if (other && other.sid !== sid && other.until > now) {
      throw new Error(`${uri} rings for ${other.sid} and for ${sid}`);
    }
    if (before !== uri || !other) this.busy.set(uri, { sid, until: now + 35_000 });
    this.last.set(sid, uri);
  }

  free(sid: string): void {
    for (const [uri, { sid: by }] of this.busy) if (by === sid) this.busy.delete(uri);
  }
}

async function run(steps: readonly Step[]): Promise<void> {
  const shared = {
    clock: new FakeClock(),
    master: randomBytes(32),
    shared: new MemoryBroker(),
    count: agents,
    queue: { maxAttempts: 20, maxWaitSeconds: 600 },
  };
  const rigs: [RoutingRig, RoutingRig] = [
    await routingRig(shared),
    await routingRig({ ...shared, relay: 'relay-2', takes: false }),
  ];
  rigs[0].seat.other = rigs[1].seat;
  rigs[1].seat.other = rigs[0].seat;
  const phones = new Phones();
  for (const each of steps) await take(each, rigs, phones);
}

async function take(step: Step, rigs: [RoutingRig, RoutingRig], phones: Phones): Promise<void> {
  const { clock } = rigs[0];
  const rig = 'relay' in step ? (rigs[step.relay] ?? rigs[0]) : rigs[0];
  const uri = 'sid' in step ? phones.last.get(step.sid) : undefined;
  switch (step.do) {
    case 'ask': {
      const said =
        uri !== undefined && step.status ? { dialled: uri, dialStatus: step.status } : {};
      if (uri !== undefined && step.status) phones.free(step.sid);
      const asks = Array.from({ length: step.times }, () => rig.ask(step.sid, said));
      const answers = await Promise.all(asks);
      for (const answer of answers) expect(answer).toEqual(answers[0]);
      phones.reply(step.sid, answers[0]?.uris[0], clock.now());
      for (const { id } of rig.agents) for (const one of rigs) one.pop(id);
      return;
    }
    case 'let_go':
      if (uri === undefined) return;
      phones.free(step.sid);
      return rig.dial(step.sid, uri, 'let_go');
    case 'answered':
      if (uri === undefined || phones.busy.get(uri)?.sid !== step.sid) return;
      phones.busy.set(uri, { sid: step.sid, until: Infinity });
      return rig.dial(step.sid, uri, 'answered');
    case 'passthru':
      phones.free(step.sid);
      phones.last.delete(step.sid);
      return rig.passthru(step.sid, 'talked', { uri: uri ?? null });
    case 'say':
      for (const one of rigs) one.say(`a${step.agent}`, step.state);
      return;
    case 'wait':
      return clock.advance(step.ms);
    case 'change': {
      const [from, to] = rigs[0].seat.holds ? rigs : [rigs[1], rigs[0]];
      from.seat.lose();
      to.seat.take();
      return;
    }
    case 'broken':
      for (const { seat } of rigs) seat.acknowledge = async () => !step.broken;
  }
}

test('property: no agent rings for two calls, whatever happens, and asked at once all get one answer', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), run), {
    numRuns: 100,
  });
});

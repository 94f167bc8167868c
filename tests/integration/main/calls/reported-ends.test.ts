import { beforeEach, expect, test } from 'vitest';
import type { ProviderCall } from '../../../../src/main/exotel/provider-call.ts';
import type { CallbackContent } from '../../../../src/main/hints/call-hint.ts';
import type { OutboundCall } from '../../../../src/shared/domain/call.ts';
import { providerCall } from '../../../support/call-facts.ts';
import { type ComposedCalls, composeCalls, dialInput } from '../../../support/compose-calls.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { scriptedProvider } from '../../../support/scripted-provider.ts';
import { openTestDatabase } from '../../../support/test-database.ts';

const minute = 60_000;
let clock: FakeClock;
let calls: ComposedCalls;
let looks: number;
let contradicted: string[];
/** What Exotel answers a look; null: the call's story as it is. */
let exotelSays: ((sid: string) => ProviderCall) | null;
let call: OutboundCall;

beforeEach(async () => {
  const { db } = openTestDatabase();
  clock = new FakeClock(Date.UTC(2026, 0, 5, 7));
  const provider = scriptedProvider(clock.now);
  looks = 0;
  exotelSays = null;
  contradicted = [];
  const client = {
    ...provider.client,
    getCall: async (sid: string) => {
      looks += 1;
      if (exotelSays) return { ok: true as const, value: exotelSays(sid) };
      return provider.client.getCall(sid, 'outbound');
    },
  };
  calls = composeCalls({
    db,
    baseUrl: 'https://exotel.test',
    bootedAt: clock.now() - 3_600_000,
    clock,
    client: () => client,
  });
  calls.contradicted.on((sid) => contradicted.push(sid));
  call = (await calls.dial(dialInput('9876543210'))) as OutboundCall;
  await clock.advance(20_000);
  call = calls.ledger.get(call.id) as OutboundCall;
  looks = 0;
});

const at = (ms: number) => new Date(ms).toISOString();
const content = (changes: object = {}): CallbackContent => ({
  sid: call.sid as string,
  customField: call.dial.customField,
  event: 'terminal',
  details: {
    sid: call.sid,
    state: 'terminal',
    status: 'completed',
    start_time: at(clock.now() - 15_000),
    end_time: at(clock.now()),
    total_talk_time: 12,
    custom_field: call.dial.customField,
    recordings: null,
    ...changes,
  },
});
const now = () => calls.ledger.get(call.id) as OutboundCall;

test('a reported end ends the call without a request, and says that it is reported', async () => {
  calls.report(content());
  expect(now()).toMatchObject({ state: 'ended', outcome: 'completed', talkSeconds: 12 });
  expect(now().dial.reported).toBe(true);
  expect(looks).toBe(0);
  expect(contradicted).toEqual([]);
});

test('five minutes later Exotel confirms it', async () => {
  calls.report(content({ total_talk_time: 25 }));
  await clock.advance(6 * minute);
  expect(looks).toBe(1);
  expect(now().dial.reported).toBe(false);
  expect(now()).toMatchObject({ state: 'ended', outcome: 'completed', talkSeconds: 25 });
  expect(contradicted).toEqual([]);
});

test('an end that Exotel does not know of opens the call again, and the floor hears of it', async () => {
  calls.report(content());
  exotelSays = (sid) => providerCall({ sid, customField: call.dial.customField });
  await clock.advance(6 * minute);
  expect(now().state).not.toBe('ended');
  expect(now().outcome).toBeNull();
  expect(contradicted).toEqual([call.sid]);
  // It is followed to its end like any other.
  exotelSays = null;
  await clock.advance(10 * minute);
  expect(now()).toMatchObject({ state: 'ended', outcome: 'completed' });
  expect(now().dial.reported).toBe(false);
});

test('another outcome than was reported is a contradiction, too', async () => {
  calls.report(content({ status: 'to_leg_unanswered', total_talk_time: 0 }));
  expect(now().outcome).toBe('customer_unanswered');
  await clock.advance(6 * minute);
  expect(now()).toMatchObject({ outcome: 'completed', talkSeconds: 25 });
  expect(contradicted).toEqual([call.sid]);
});

test('content that proves nothing is a hint: Exotel is asked', async () => {
  calls.report(content({ custom_field: 'handset-another' }));
  expect(now().state).not.toBe('ended');
  await clock.advance(2_000);
  expect(looks).toBeGreaterThan(0);
});

test('told twice, or after the end is known, it changes nothing', async () => {
  await clock.advance(2 * minute);
  expect(now().state).toBe('ended');
  const before = now();
  calls.report(content({ status: 'to_leg_unanswered' }));
  expect(now()).toMatchObject({ outcome: before.outcome, dial: { reported: false } });
});

test('a reported end that the agent opens is asked about at once, where there is room', async () => {
  calls.report(content({ total_talk_time: 25 }));
  calls.opened(call.id);
  await clock.advance(1_000);
  expect(looks).toBe(1);
  expect(now().dial.reported).toBe(false);
});

import SqliteDatabase from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { pageCalls } from '../../../../src/main/storage/tables/call-history.ts';
import { getFacts, listTimeline } from '../../../../src/main/storage/tables/calls.ts';
import { setUpCalls } from '../../../support/call-rig.ts';
import { dialInput } from '../../../support/compose-calls.ts';
import { saveContact } from '../../../support/contacts.ts';
import { callAnswer, callSid, errorAnswer } from '../../../support/exotel-answers.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { closedBaseUrl, type Reply } from '../../../support/loopback-provider.ts';
import { patience } from '../../../support/patience.ts';
import { refusalOf } from '../../../support/refusal.ts';

const number = '98765 43210';
const otherNumber = '98765 43211';
const everything = { text: '', outcomes: [], practice: false, recordedOnly: false, results: [] };

test('one dial is one POST, and its row is durable before the POST arrives', async () => {
  const seen: unknown[] = [];
  const rig = await setUpCalls(() => {
    // A second connection sees only what is committed.
    const other = new SqliteDatabase(rig.file, { readonly: true });
    seen.push(other.prepare('SELECT state, customer_number FROM calls').all());
    other.close();
    return callAnswer();
  });
  const service = rig.start({ clock: new FakeClock() });
  const call = await service.dial(dialInput(number));

  expect(seen).toEqual([[{ state: 'sending', customer_number: '+919876543210' }]]);
  expect(rig.leaving).toEqual([['sending']]);
  expect(call).toMatchObject({
    state: 'accepted',
    sid: callSid,
    dial: { customField: `handset-${call.id}` },
  });
  expect(rig.provider.posts()).toHaveLength(1);
  expect(JSON.parse(rig.provider.posts()[0]?.body ?? '')).toEqual({
    from: { contact_uri: '+919800000001', state_management: true },
    to: { contact_uri: '+919876543210' },
    virtual_number: '+912241499102',
    recording: { record: true, channels: 'dual', format: 'mp3' },
    max_time_limit: 14_400,
    attempt_time_out: 30,
    custom_field: `handset-${call.id}`,
  });
  expect(listTimeline(rig.db, call.id).map(({ kind }) => kind)).toEqual([
    'recorded',
    'sent',
    'accepted',
    'agent_ringing',
  ]);
});

test('a customer whom a colleague is calling back is dialled only if the agent insists', async () => {
  const rig = await setUpCalls(() => callAnswer());
  let practice = true;
  const service = rig.start({
    clock: new FakeClock(),
    practice: () => practice,
    calledBackBy: (e164) => (e164 === '+919876543210' ? 'Vikram Shah' : null),
  });
  // The floor's customers are no practice ones.
  expect(await service.dial({ ...dialInput(number), practice })).toMatchObject({ practice: true });
  practice = false;
  const dial = { ...dialInput(otherNumber), source: 'missed' } as const;
  expect(await service.dial(dial)).toMatchObject({ dial: { source: 'missed' } });
  const posts = rig.leaving.length;
  const again = { ...dialInput(number), source: 'missed' } as const;
  const clash = { ...again, confirmed: ['live_call'] } as const;
  expect(await refusalOf(service.dial(clash))).toBe('colleague_calls');
  expect(rig.leaving).toHaveLength(posts);
  const insisting = { ...again, confirmed: ['live_call', 'colleague_calls'] } as const;
  expect(await service.dial(insisting)).toMatchObject({ customerNumber: '+919876543210' });
  expect(rig.leaving).toHaveLength(posts + 1);
});

test('while one call is being placed, every other dial is refused', async () => {
  let answer: (reply: Reply) => void = () => {};
  const rig = await setUpCalls(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  const service = rig.start({ clock: new FakeClock() });
  const first = service.dial(dialInput(number));
  // A held Enter key: many dials in one breath.
  const others = [number, number, otherNumber, number].map((text) =>
    refusalOf(service.dial({ ...dialInput(text), confirmed: ['live_call'] })),
  );
  expect(await Promise.all(others)).toEqual(Array(4).fill('already_placing'));
  expect(rig.leaving).toHaveLength(1);
  await expect.poll(() => rig.provider.posts().length, patience).toBe(1);
  answer(callAnswer());
  expect(await first).toMatchObject({ state: 'accepted' });
  expect(rig.provider.posts()).toHaveLength(1);
  expect(pageCalls(rig.db, everything, null, 10)).toHaveLength(1);
});

test('the same number within five seconds is a slip; later a live call is asked about', async () => {
  const clock = new FakeClock();
  let dials = 0;
  const rig = await setUpCalls(() => {
    dials += 1;
    return callAnswer({ sid: `sid-${dials}` });
  });
  const service = rig.start({ clock });
  const insist = { ...dialInput(number), confirmed: ['live_call' as const] };
  await service.dial(dialInput(number));
  expect(await refusalOf(service.dial(insist))).toBe('just_dialled');
  expect(await refusalOf(service.dial(dialInput(otherNumber)))).toBe('live_call');
  service.sleep();
  await clock.advance(4_999);
  expect(await refusalOf(service.dial(insist))).toBe('just_dialled');
  await clock.advance(1);
  expect(await refusalOf(service.dial(dialInput(number)))).toBe('live_call');
  expect(rig.leaving).toHaveLength(1);
  expect(await service.dial(insist)).toMatchObject({ state: 'accepted' });
  expect(rig.provider.posts()).toHaveLength(2);
});

test('do-not-call takes a reason, which is kept with the call', async () => {
  const rig = await setUpCalls(() => callAnswer());
  saveContact(rig.db, { name: 'Asha', number: '+919876543210', doNotCall: true });
  const service = rig.start({ clock: new FakeClock() });
  expect(await refusalOf(service.dial(dialInput(number)))).toBe('do_not_call');
  expect(rig.leaving).toEqual([]);
  const call = await service.dial({ ...dialInput(number), doNotCallReason: 'she called' });
  expect(call).toMatchObject({
    state: 'accepted',
    customerName: 'Asha',
    doNotCall: true,
    dial: { doNotCallReason: 'she called' },
  });
});

test.each([
  ['', 'number_empty'],
  ['   ', 'number_empty'],
  ['12', 'number_incomplete'],
  ['call me', 'number_none'],
])('%j is no number: %s', async (text, code) => {
  const rig = await setUpCalls(() => callAnswer());
  expect(await refusalOf(rig.start().dial(dialInput(text)))).toBe(code);
  expect(rig.leaving).toEqual([]);
});

describe('what became of the POST', () => {
  test('rejected: says why, and the number may be dialled again at once', async () => {
    const rig = await setUpCalls(() => errorAnswer(409, 10706, 'User device is currently busy'));
    const service = rig.start({ clock: new FakeClock() });
    expect(await service.dial(dialInput(number))).toMatchObject({
      state: 'rejected',
      outcome: 'rejected',
      dial: {
        problem: { kind: 'agent_busy', code: 10706, description: 'User device is currently busy' },
      },
    });
    expect(await service.dial(dialInput(number))).toMatchObject({ state: 'rejected' });
    expect(rig.provider.posts()).toHaveLength(2);
  });

  test('not sent: nobody listens, and the number may be dialled again at once', async () => {
    const rig = await setUpCalls(() => callAnswer());
    const service = rig.start({ clock: new FakeClock(), baseUrl: await closedBaseUrl() });
    for (let i = 0; i < 2; i += 1)
      expect(await service.dial(dialInput(number))).toMatchObject({
        state: 'not_sent',
        dial: { problem: { kind: 'unreachable' } },
      });
  });

  test.each([
    ['a fault', errorAnswer(500, 1100)],
    ['garbage', { status: 200, body: 'garbage' }],
    ['a reset', (response) => response.socket?.resetAndDestroy()],
    ['silence', () => {}],
  ] satisfies [string, Reply][])(
    '%s: unknown, and never sent again by itself',
    async (_, reply) => {
      const clock = new FakeClock();
      const rig = await setUpCalls(() => reply);
      const service = rig.start({ clock, placeTimeoutMs: 250 });
      const call = await service.dial(dialInput(number));
      expect(call).toMatchObject({ state: 'unknown', outcome: 'unknown', sid: null });
      expect(await refusalOf(service.dial(dialInput(number)))).toBe('just_dialled');
      await clock.advance(86_400_000);
      expect(rig.provider.ledger).toHaveLength(1);
      expect(getFacts(rig.db, call.id)?.state).toBe('unknown');
      const resolved = await service.handlers.resolve({ id: call.id, verdict: 'silent' });
      expect(resolved).toMatchObject({ state: 'unknown', dial: { verdict: 'silent' } });
    },
  );
});

import { describe, expect, test } from 'vitest';
import { getFacts, listTimeline } from '../../../../src/main/storage/tables/calls.ts';
import { type Rig, setUpCalls } from '../../../support/call-rig.ts';
import { dialInput } from '../../../support/compose-calls.ts';
import { callAnswer, callSid, endedAnswer, errorAnswer } from '../../../support/exotel-answers.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import type { Entry, Reply } from '../../../support/loopback-provider.ts';
import { patience } from '../../../support/patience.ts';

const first = dialInput('98765 43210');
const second = { ...dialInput('98765 43211'), confirmed: ['live_call' as const] };
const gets = (rig: Rig) => rig.provider.ledger.filter(({ method }) => method === 'GET');

const namedInError: Reply = {
  status: 502,
  body: errorAnswer(502, 1100).body.replace(
    '"call_details":null',
    `"call_details":{"sid":"${callSid}"}`,
  ),
};

describe('a dial that is answered with the sid of another call', () => {
  test.each([
    ['live', callAnswer(), callAnswer()],
    ['over', endedAnswer(), callAnswer()],
    ['over by now', endedAnswer(), endedAnswer({ recordings: [{ url: 'https://a/b.mp3' }] })],
    ['live, in an error', callAnswer(), namedInError],
  ])('that is %s is in doubt, and takes nothing of its story', async (_, one, other) => {
    let posts = 0;
    const rig = await setUpCalls(({ method }: Entry) => {
      if (method === 'GET') return endedAnswer();
      posts += 1;
      return posts === 1 ? one : other;
    });
    const service = rig.start({ clock: new FakeClock() });
    const victim = await service.dial(first);
    const call = await service.dial(second);
    expect(call).toMatchObject({
      state: 'unknown',
      sid: null,
      provider: null,
      dial: { acceptedAt: null },
    });
    await service.handlers.pollNow({ id: call.id });
    expect(getFacts(rig.db, call.id)).toMatchObject({ state: 'unknown', talkSeconds: null });
    expect(gets(rig)).toEqual([]);
    // The other one is followed as ever.
    await service.handlers.pollNow({ id: victim.id });
    expect(getFacts(rig.db, victim.id)).toMatchObject({ state: 'ended', sid: callSid });
    expect(rig.provider.posts()).toHaveLength(2);
  });

  test('is found out where another start of the app knows that call', async () => {
    const rig = await setUpCalls(() => endedAnswer());
    await rig.start({ clock: new FakeClock() }).dial(first);
    const call = await rig.start({ clock: new FakeClock() }).dial(second);
    expect(call).toMatchObject({ state: 'unknown', sid: null });
  });

  test('is found out by the answer itself, where that names another intent', async () => {
    const rig = await setUpCalls(() => callAnswer({ custom_field: 'crm 7 handset-somebody-else' }));
    const call = await rig.start({ clock: new FakeClock() }).dial(first);
    expect(call).toMatchObject({ state: 'unknown', outcome: 'unknown', sid: null, provider: null });
  });

  test('is found out by a look that names another intent, and all that was heard is dropped', async () => {
    const rig = await setUpCalls(({ method }) =>
      method === 'POST'
        ? callAnswer()
        : endedAnswer({ custom_field: 'HANDSET-somebody-else', total_talk_time: 59 }),
    );
    const service = rig.start({ clock: new FakeClock() });
    const { id } = await service.dial(first);
    expect(getFacts(rig.db, id)?.state).toBe('accepted');
    await service.handlers.pollNow({ id });
    expect(getFacts(rig.db, id)).toMatchObject({
      state: 'unknown',
      sid: null,
      talkSeconds: null,
      endedAt: null,
      legs: [],
    });
    expect(listTimeline(rig.db, id).at(-1)?.kind).toBe('unknown');
    // Nobody is asked about it any more, until the agent says what became of it.
    await service.handlers.pollNow({ id });
    expect(gets(rig)).toHaveLength(1);
  });
});

test('a hint of a sid that a settled call has is not believed', async () => {
  const clock = new FakeClock();
  let posts = 0;
  const rig = await setUpCalls(({ method }) => {
    if (method === 'POST') posts += 1;
    return method === 'POST' && posts === 2 ? { status: 502, body: '<html>' } : endedAnswer();
  });
  const service = rig.start({ clock });
  await service.dial(first);
  await clock.advance(300_000);
  const settled = () =>
    rig.db.prepare('SELECT settled FROM calls ORDER BY seq LIMIT 1').pluck().get();
  await expect.poll(settled, patience).toBe(1);
  const call = await service.dial(second);
  service.hint({ sid: callSid, customField: call.dial.customField, event: 'terminal' });
  expect(getFacts(rig.db, call.id)).toMatchObject({ state: 'unknown', sid: null });
});

test('a hint whose custom_field came altered finds its call, and the answer’s may be altered too', async () => {
  const rig = await setUpCalls(({ method, path }) =>
    method === 'POST'
      ? { status: 502, body: '' }
      : endedAnswer({
          sid: path.split('/')[5],
          custom_field: `&quot;${field.toUpperCase()}&quot; `,
        }),
  );
  let field = '';
  const clock = new FakeClock();
  const service = rig.start({ clock });
  const call = await service.dial(first);
  field = call.dial.customField;
  service.hint({ sid: 'sid-7', customField: ` "${field}"`, event: 'terminal' });
  await clock.advance(1_000);
  await expect.poll(() => getFacts(rig.db, call.id)?.state, patience).toBe('ended');
});

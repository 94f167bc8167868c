import { expect, test } from 'vitest';
import type { DialInput } from '../../../../src/main/dialing/dial-checks.ts';
import { DialDesk } from '../../../../src/main/dialing/dial-desk.ts';
import { lookUpNumber } from '../../../../src/main/dialing/look-up-number.ts';
import { type Rig, setUpCalls } from '../../../support/call-rig.ts';
import { saveContact } from '../../../support/contacts.ts';
import { callAnswer } from '../../../support/exotel-answers.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import type { Reply } from '../../../support/loopback-provider.ts';
import { patience } from '../../../support/patience.ts';
import { refusalOf } from '../../../support/refusal.ts';

const number = '98765 43210';
const e164 = '+919876543210';
const fromField = { number, source: 'dialer', practice: false } as const;

/** The desk before the real gate, the database and a provider. */
function deskAt(rig: Rig) {
  const clock = new FakeClock();
  const service = rig.start({ clock });
  const dialled: DialInput[] = [];
  let ids = 0;
  const desk = new DialDesk({
    clock,
    newId: () => `dial-${++ids}`,
    settings: () => ({ hotkeyMode: 'ask', countdownSeconds: 3 }),
    understand: (text) => lookUpNumber(rig.db, text, { defaultCountry: 'IN', practice: false }),
    dial: (request) => {
      dialled.push(request);
      return service.dial(request);
    },
    isSeen: () => true,
    describe: (code) => ({ message: code }),
  });
  return { desk, clock, service, dialled };
}

test('while one call is being placed, every other offer is refused, and there is one POST', async () => {
  let answer: (reply: Reply) => void = () => {};
  const rig = await setUpCalls(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  const { desk } = deskAt(rig);
  const first = desk.offer(fromField);
  const others = [1, 2, 3].map(() => refusalOf(desk.offer(fromField)));
  expect(await Promise.all(others)).toEqual(Array(3).fill('already_placing'));
  await expect.poll(() => rig.provider.posts().length, patience).toBe(1);
  answer(callAnswer());
  expect(await first).toMatchObject({ state: 'accepted' });
  expect(rig.provider.posts()).toHaveLength(1);
});

test('every question of the gate in turn: each is answered once, and the last dial brings all answers', async () => {
  let dials = 0;
  const rig = await setUpCalls(() => callAnswer({ sid: `sid-${++dials}` }));
  saveContact(rig.db, { name: 'Asha', number: e164, doNotCall: true });
  const { desk, clock, service, dialled } = deskAt(rig);
  expect(await desk.offer({ ...fromField, number: '98765 43211' })).toMatchObject({
    state: 'accepted',
  });
  service.sleep();
  expect(await desk.offer({ ...fromField, source: 'hotkey' })).toBeNull();
  expect(desk.current()).toMatchObject({ number: e164, name: 'Asha', doNotCall: true });
  const asked: unknown[] = [];
  for (const reason of [undefined, undefined, 'she called']) {
    const { id = '', question } = desk.current() ?? {};
    asked.push(question?.code);
    await clock.advance(1_000);
    await Promise.all([desk.confirm({ id, reason }), desk.confirm({ id, reason })]);
  }
  expect(asked).toEqual([undefined, 'live_call', 'do_not_call']);
  expect(desk.shows()).toEqual({ waiting: null, refusal: null });
  expect(rig.provider.posts()).toHaveLength(2);
  expect(dialled.at(-1)).toMatchObject({
    source: 'hotkey',
    confirmed: ['live_call'],
    doNotCallReason: 'she called',
  });
});

test('an extension is kept with the call, typed, copied or linked, and the number alone is rung', async () => {
  let dials = 0;
  const rig = await setUpCalls(() => callAnswer({ sid: `sid-${++dials}` }));
  const { desk, clock } = deskAt(rig);
  const texts = {
    dialer: '022 2498 7711 x12',
    hotkey: 'Office: 022 2498 7712 ext. 12',
    link: '+912224987713;ext=12',
  };
  for (const source of ['dialer', 'hotkey', 'link'] as const) {
    let call = await desk.offer({ number: texts[source], source, practice: false });
    for (let asked = desk.current(); asked; asked = desk.current()) {
      await clock.advance(1_000);
      call = await desk.confirm({ id: asked.id });
    }
    expect(call).toMatchObject({ dial: { source, extension: '12' } });
  }
  const rung = rig.provider.posts().map(({ body }) => JSON.parse(body).to.contact_uri);
  expect(rung).toEqual(['+912224987711', '+912224987712', '+912224987713']);
});

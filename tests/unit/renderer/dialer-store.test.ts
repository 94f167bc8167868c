import { beforeEach, expect, test, vi } from 'vitest';
import type { Desk, WaitingDial } from '../../../src/shared/contract/dialing.ts';
import { aCall } from '../../support/a-call.ts';
import { settle } from '../../support/fake-clock.ts';

/** Main: what it was asked, what it answers, and how it speaks. */
const main = vi.hoisted(() => {
  const asked: [string, unknown][] = [];
  const listeners = new Map<string, (news: never) => void>();
  const answers: Record<string, (input: never) => unknown> = {};
  const area = (name: string) =>
    new Proxy(
      {},
      {
        get: (_, command: string) => async (input: never) => {
          asked.push([`${name}.${command}`, input]);
          return { ok: true, value: await answers[`${name}.${command}`]?.(input) };
        },
      },
    );
  const on = (event: string, listener: (news: never) => void) => {
    listeners.set(event, listener);
    return () => {};
  };
  const handset = new Proxy({}, { get: (_, name: string) => (name === 'on' ? on : area(name)) });
  globalThis.window = { handset, location: { hash: '#/contacts' } } as never;
  return { asked, listeners, answers };
});

const { deskActions, useDesk, watchDesk } = await import(
  '../../../src/renderer/src/stores/desk-store.ts'
);
const { dialerActions, isPlacingField, useDialer, watchDialer } = await import(
  '../../../src/renderer/src/stores/dialer-store.ts'
);
watchDesk();
watchDialer();

const [asha, ravi] = ['+919876543210', '+919876543211'];
const nothing: Desk = { waiting: null, refusal: null };

function asking(changes: Partial<WaitingDial> = {}): Desk {
  const waiting = {
    id: 'dial-1',
    source: 'dialer',
    number: asha,
    extension: null,
    againOf: null,
    inMain: true,
    question: { code: 'live_call', message: 'Busy', needsReason: false },
    ...changes,
  } as WaitingDial;
  return { waiting, refusal: null };
}

function tell(event: string, news: unknown): void {
  main.listeners.get(event)?.(news as never);
}

/** What main was asked by these commands, in order. */
function askedOf(...commands: string[]): [string, unknown][] {
  return main.asked.filter(([command]) => commands.includes(command));
}

beforeEach(async () => {
  main.answers['dialing.understand'] = ({ text }: { text: string }) => ({
    e164: text.replaceAll(' ', ''),
    typed: '',
  });
  main.answers['dialing.offer'] = () => null;
  main.answers['dialing.confirm'] = () => null;
  tell('dialing:changed', nothing);
  await dialerActions.setText('');
  useDialer.setState({ profileId: null, record: null, placing: null });
  main.asked.length = 0;
});

test('another number takes the question away: here at once, and at the desk', async () => {
  tell('dialing:changed', asking());
  const typed = dialerActions.setText(ravi);
  expect(useDesk.getState()).toEqual(nothing);
  await typed;
  expect(askedOf('dialing.cancel')).toEqual([['dialing.cancel', { id: 'dial-1' }]]);
});

test('a dial that waits in the small window is none of the field’s business', async () => {
  const counting = asking({ inMain: false, question: null });
  tell('dialing:changed', counting);
  await dialerActions.setText(ravi);
  expect(useDesk.getState()).toEqual(counting);
  expect(askedOf('dialing.cancel')).toEqual([]);
});

test('a question of the small window outlives what is typed and walked through here', async () => {
  const asked = asking({ source: 'hotkey', inMain: false });
  useDialer.setState({ recent: [aCall()] });
  tell('dialing:changed', asked);
  await dialerActions.setText(ravi);
  dialerActions.walkRecent(1);
  await settle();
  expect(useDesk.getState()).toEqual(asked);
  expect(askedOf('dialing.cancel')).toEqual([]);
  // It is let be on purpose.
  deskActions.letBe();
  expect(useDesk.getState()).toEqual(nothing);
  expect(askedOf('dialing.cancel')).toEqual([['dialing.cancel', { id: 'dial-1' }]]);
});

test('a dial from elsewhere that needs a reason comes into the field, and waits there', async () => {
  const question = { code: 'do_not_call', message: 'Marked', needsReason: true } as const;
  const waiting = asking({ source: 'hotkey', question, extension: '12' });
  tell('dialing:changed', waiting);
  await settle();
  expect(useDialer.getState().text).toBe(`${asha};ext=12`);
  expect(window.location.hash).toBe('#/dial');
  expect(useDesk.getState()).toEqual(waiting);
  // Told once more, it does not take back what was typed meanwhile elsewhere on the screen.
  useDialer.setState({ text: ravi });
  tell('dialing:changed', waiting);
  expect(useDialer.getState().text).toBe(ravi);
});

test('a question that the small window shows leaves field and screen alone', async () => {
  window.location.hash = '#/contacts';
  await dialerActions.setText(ravi);
  tell('dialing:changed', asking({ source: 'hotkey', inMain: false }));
  await settle();
  expect(useDialer.getState().text).toBe(ravi);
  expect(window.location.hash).toBe('#/contacts');
});

test('the answer says what the dialer shows; a call clears what it was dialled from', async () => {
  await dialerActions.setText(asha);
  dialerActions.setProfile('quiet');
  dialerActions.setRecord(false);
  tell('dialing:changed', asking());
  main.answers['dialing.confirm'] = () => aCall();
  expect(await dialerActions.answer('she asked')).toBe(true);
  expect(askedOf('dialing.confirm')).toEqual([
    [
      'dialing.confirm',
      { id: 'dial-1', reason: 'she asked', placing: { profileId: 'quiet', record: false } },
    ],
  ]);
  expect(useDialer.getState()).toMatchObject({ text: '', profileId: null, record: null });
});

test('an answer about another number leaves the one in the field', async () => {
  await dialerActions.setText(ravi);
  tell('dialing:changed', asking({ source: 'hotkey', inMain: false }));
  main.answers['dialing.confirm'] = () => aCall();
  expect(await dialerActions.answer()).toBe(true);
  expect(useDialer.getState().text).toBe(ravi);
});

test('answered in the other window, the field is cleared; another number stays', async () => {
  for (const [text, left] of [
    [asha, ''],
    [ravi, ravi],
  ] as const) {
    await dialerActions.setText(text);
    dialerActions.setRecord(false);
    tell('dialing:changed', nothing);
    tell('dialing:placed', { number: asha, againOf: null });
    expect(useDialer.getState()).toMatchObject({ text: left, record: null });
  }
});

test('while a number is being dialled from here, a doubled key is nothing; what is typed meanwhile stays', async () => {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  main.answers['dialing.offer'] = () => promise;
  await dialerActions.setText(asha);
  const first = dialerActions.dial({ number: asha, source: 'dialer' });
  expect(isPlacingField(useDialer.getState())).toBe(true);
  for (const number of [asha, '+91 98765-43210'])
    expect(await dialerActions.dial({ number, source: 'dialer' })).toBe(false);
  await dialerActions.setText(ravi);
  expect(isPlacingField(useDialer.getState())).toBe(false);
  resolve(aCall());
  expect(await first).toBe(true);
  expect(askedOf('dialing.offer', 'dialing.confirm')).toEqual([
    ['dialing.offer', { number: asha, source: 'dialer', practice: false }],
  ]);
  expect(useDialer.getState()).toMatchObject({ text: ravi, placing: null });
});

test('another number, or an answer about one, is the desk’s to refuse while one is being placed', async () => {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  main.answers['dialing.offer'] = ({ number }: { number: string }) =>
    number === asha ? promise : null;
  await dialerActions.setText(asha);
  const first = dialerActions.dial({ number: asha, source: 'dialer' });
  expect(await dialerActions.dial({ number: ravi, source: 'history' })).toBe(false);
  tell('dialing:changed', asking({ number: ravi, source: 'hotkey', inMain: false }));
  expect(await dialerActions.answer()).toBe(false);
  expect(askedOf('dialing.offer', 'dialing.confirm').slice(1)).toEqual([
    ['dialing.offer', { number: ravi, source: 'history', practice: false }],
    ['dialing.confirm', { id: 'dial-1', placing: {} }],
  ]);
  // Neither is the end of the first.
  expect(isPlacingField(useDialer.getState())).toBe(true);
  resolve(aCall());
  expect(await first).toBe(true);
  expect(useDialer.getState()).toMatchObject({ text: '', placing: null });
});

test('asked about, or refused, a dial is not made, and its number stays', async () => {
  await dialerActions.setText(asha);
  expect(await dialerActions.dial({ number: asha, source: 'dialer' })).toBe(false);
  expect(useDialer.getState()).toMatchObject({ text: asha, placing: null });
});

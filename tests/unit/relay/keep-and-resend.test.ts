import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import type { MessageIn } from '../../../src/floor/messages.ts';
import { unseal } from '../../../src/floor/sealed.ts';
import { Delivery, type DeliveryOptions } from '../../../src/relay/broker/keep-and-resend.ts';
import { type Kept, KeptMessages } from '../../../src/relay/broker/kept-messages.ts';
import type { Acknowledged } from '../../../src/relay/broker/puback.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';

const key = { key: randomBytes(32), generation: 1 };
const hour = 3_600_000;

interface Published {
  sid: string;
  topic: string;
  lifeSeconds: number;
  answer: (code: Acknowledged) => Promise<void>;
}

function deliveryRig(bounds?: DeliveryOptions['bounds']) {
  const clock = new FakeClock();
  const published: Published[] = [];
  const delivery = new Delivery({
    clock,
    ...(bounds && { bounds }),
    publish: (topic: string, payload: string, { lifeSeconds }: { lifeSeconds: number }) => {
      const { sid } = unseal(payload, topic, key) as MessageIn;
      const { promise, resolve } = Promise.withResolvers<Acknowledged>();
      const answer = (code: Acknowledged): Promise<void> => {
        resolve(code);
        return settle();
      };
      published.push({ sid, topic, lifeSeconds, answer });
      return promise;
    },
  });
  onTestFinished(() => delivery.stop());
  const lost: string[] = [];
  delivery.lost.on(({ kind, why }) => lost.push(`${kind}: ${why}`));
  const send = (
    sid: string,
    {
      agent = 'asha',
      event = 'terminal',
    }: { agent?: string; event?: 'answered' | 'terminal' } = {},
  ) => {
    let isDone = false;
    const message: MessageIn = {
      v: 1,
      id: crypto.randomUUID(),
      at: clock.now(),
      kind: 'callback',
      event,
      sid,
      customField: null,
    };
    void delivery.send(message, { agent, topic: `to/${agent}`, key }).then(() => {
      isDone = true;
    });
    return () => isDone;
  };
  const sids = () => published.map(({ sid }) => sid);
  return { clock, published, delivery, lost, send, sids };
}

test('a message that was taken is kept for two minutes, by the clock that only rises', async () => {
  const { clock, published, delivery, lost, send, sids } = deliveryRig();
  const isDone = send('1');
  await settle();
  expect([published[0]?.topic, published[0]?.lifeSeconds, isDone()]).toEqual([
    'to/asha',
    86_400,
    false,
  ]);
  await published[0]?.answer(0);
  expect(isDone()).toBe(true);
  clock.jump(10 * hour);
  await clock.advance(119_000);
  delivery.resendTo('asha');
  expect(sids()).toEqual(['1', '1']);
  expect(published[1]?.lifeSeconds).toBe(86_400 - 119);
  await published[1]?.answer(0);
  await clock.advance(121_000);
  delivery.resendTo('asha');
  expect([sids(), delivery.kept, lost]).toEqual([['1', '1'], 0, []]);
});

test('one that nobody was subscribed for is kept for as long as its kind lives', async () => {
  const { clock, published, delivery, lost, send, sids } = deliveryRig();
  const isDone = send('1');
  send('2', { event: 'answered' });
  await published[0]?.answer(16);
  await published[1]?.answer(16);
  expect(isDone()).toBe(true);
  await clock.advance(125_000);
  expect(lost).toEqual(['callback: too old']);
  await clock.advance(23 * hour);
  delivery.resendTo('ravi');
  delivery.resendTo('asha');
  expect(sids()).toEqual(['1', '2', '1']);
  await clock.advance(hour);
  expect([delivery.kept, lost.length]).toEqual([0, 2]);
});

test.each([null, 0x97])(
  'without an acknowledgement (%s) it stays, and nobody is told it is there',
  async (code) => {
    const { published, delivery, send, sids, clock } = deliveryRig();
    const isDone = send('1');
    await published[0]?.answer(code);
    await clock.advance(hour);
    expect([isDone(), delivery.kept]).toEqual([false, 1]);
    delivery.resendAll();
    expect(sids()).toEqual(['1', '1']);
    await published[1]?.answer(0);
    expect(isDone()).toBe(true);
  },
);

test('only what the broker says of the last time counts', async () => {
  const { published, delivery, send, clock } = deliveryRig();
  send('1');
  delivery.resendAll();
  await published[1]?.answer(16);
  await published[0]?.answer(0);
  await clock.advance(hour);
  expect(delivery.kept).toBe(1);
});

test('what a broker took that is now away is kept until it was sent again', async () => {
  const { published, delivery, send, sids, clock } = deliveryRig();
  send('1');
  await published[0]?.answer(0);
  delivery.doubt();
  await clock.advance(hour);
  delivery.resendAll();
  expect(sids()).toEqual(['1', '1']);
  await published[1]?.answer(0);
  await clock.advance(125_000);
  expect(delivery.kept).toBe(0);
});

test('the oldest goes when there are too many, or too much', async () => {
  const byNumber = deliveryRig({ messages: 2, bytes: 1_000_000 });
  const isDone = ['1', '2', '3'].map((sid) => byNumber.send(sid))[0];
  await settle();
  expect([byNumber.lost, byNumber.delivery.kept]).toEqual([['callback: too many'], 2]);
  // Nobody waits for what is given up.
  expect(isDone?.()).toBe(true);
  byNumber.delivery.resendAll();
  expect(byNumber.sids()).toEqual(['1', '2', '3', '2', '3']);

  const bySize = deliveryRig({ messages: 100, bytes: 900 });
  for (const sid of ['1', '2', '3', '4', '5']) bySize.send(sid.repeat(100));
  expect(bySize.delivery.kept).toBeLessThan(4);
  expect(bySize.delivery.kept).toBeGreaterThan(0);
});

test('settled waits for everything that no broker has spoken of', async () => {
  const { published, delivery, send } = deliveryRig();
  send('1');
  send('2');
  let isSettled = false;
  void delivery.settled().then(() => {
    isSettled = true;
  });
  await published[0]?.answer(16);
  expect(isSettled).toBe(false);
  await published[1]?.answer(0);
  expect(isSettled).toBe(true);
});

test('missed calls that a whole queue is told of push out nothing else', () => {
  const kept = new KeptMessages({ messages: 3, bytes: 1_000 });
  const add = (kind: Kept['kind']) => {
    const message = { agent: 'a', topic: 't', payload: 'p', kind, ends: 1, takenAt: null, sent: 1 };
    return kept.add(message).map((lost) => lost.kind);
  };
  for (const kind of ['callback', 'missed', 'dial'] as const) expect(add(kind)).toEqual([]);
  expect(add('missed_taken')).toEqual(['missed']);
  expect(add('summary')).toEqual(['missed_taken']);
  expect(add('missed')).toEqual(['missed']);
  expect(add('callback')).toEqual(['dial']);
  expect(add('callback')).toEqual(['callback']);
  expect(kept.list().map(({ kind }) => kind)).toEqual(['summary', 'callback', 'callback']);
});

import { expect, test } from 'vitest';
import { topicsOf } from '../../../src/floor/topics.ts';
import { Emitter } from '../../../src/main/base/emitter.ts';
import type { BrokerMessage } from '../../../src/relay/broker/message.ts';
import { followBroker } from '../../../src/relay/broker-standing.ts';
import type { RelayParts } from '../../../src/relay/create-parts.ts';
import { FakeClock } from '../../support/fake-clock.ts';

/** What is done whenever the broker is there. */
const begun = ['holds anew', 'resend all'];

function standingRig() {
  const clock = new FakeClock();
  const done: string[] = [];
  const note = (what: string) => () => void done.push(what);
  const connection = {
    messages: new Emitter<BrokerMessage>(),
    up: new Emitter<null>(),
    down: new Emitter<null>(),
  };
  const topics = topicsOf('f1');
  const standing = followBroker({
    clock,
    connection,
    topics,
    delivery: { resendAll: note('resend all'), doubt: note('doubt') },
    held: { beginAnew: note('holds anew') },
    roster: { hear: note('hear') },
  } as unknown as RelayParts);
  const hear = (retained: boolean) =>
    connection.messages.emit({
      topic: topics.agent('asha').state,
      payload: Buffer.from('{}'),
      retained,
      secondsLeft: 60,
      answerTo: null,
      correlation: null,
    });
  return {
    clock,
    done,
    standing,
    hear,
    up: () => connection.up.emit(null),
    down: () => connection.down.emit(null),
  };
}

test('a relay is ready only once everybody that the broker kept was heard', () => {
  const { clock, done, standing, hear, up } = standingRig();
  clock.pass(3_000);
  expect([standing.isReady(), standing.awayMs()]).toEqual([false, 3_000]);
  up();
  expect([standing.isReady(), standing.awayMs(), done]).toEqual([false, null, begun]);
  for (let count = 0; count < 3; count += 1) {
    clock.pass(900);
    hear(true);
  }
  expect(standing.isReady()).toBe(false);
  hear(false);
  clock.pass(1_000);
  expect(standing.isReady()).toBe(true);
  // What is retained for others comes as ever, and starts nothing anew.
  hear(true);
  clock.pass(5_000);
  expect(done).toEqual([...begun, 'hear', 'hear', 'hear', 'hear', 'hear']);
});

test('a broker that is gone leaves doubt about what it took, and everything begins again when it is back', () => {
  const { clock, done, standing, up, down } = standingRig();
  up();
  clock.pass(500);
  down();
  clock.pass(2_000);
  expect([standing.isReady(), standing.awayMs(), done]).toEqual([
    false,
    2_000,
    [...begun, 'doubt'],
  ]);
  up();
  clock.pass(1_000);
  expect(done).toEqual([...begun, 'doubt', ...begun]);
  standing.stop();
  down();
  expect(done).toHaveLength(5);
});

import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { topicsOf } from '../../../src/floor/topics.ts';
import type { BrokerMessage, PublishOptions } from '../../../src/relay/broker/message.ts';
import { nobodySubscribed, taken } from '../../../src/relay/broker/puback.ts';
import { Questions } from '../../../src/relay/broker/questions.ts';
import { settle } from '../../support/fake-clock.ts';

const topics = topicsOf('f1');
const key = randomBytes(32);

function asked(topic: string, payload: string, options: PublishOptions): BrokerMessage {
  const { answerTo = null, correlation = null, lifeSeconds = null } = options;
  const rest = { retained: false, secondsLeft: lifeSeconds, answerTo, correlation };
  return { topic, payload: Buffer.from(payload), ...rest };
}

/** A relay that asks, what it published, and what it heard. */
function questionsOf(relay: string, { code = taken as number | null, by = key } = {}) {
  const published: BrokerMessage[] = [];
  const heard: unknown[] = [];
  const questions = new Questions({
    topics,
    relay,
    key: by,
    publish: async (...message) => {
      published.push(asked(...message));
      return code;
    },
  });
  const ask = (request: unknown) =>
    questions.ask(request, {
      onAnswer: (answer) => heard.push({ answer }),
      onLost: () => heard.push('lost'),
    });
  return { questions, published, heard, ask };
}

/** The answer of the one that routes to a question, as it arrives. */
function answerTo(question: BrokerMessage | undefined, answer: unknown): BrokerMessage {
  const router = questionsOf('relay-1').questions;
  const read = question && router.readQuestion(question);
  if (!read) throw new Error('not read');
  const { topic, payload, options } = read.answer(answer);
  return asked(topic, payload, options);
}

test('a question goes to the one that routes and comes back with its answer, once', () => {
  const { questions, published, heard, ask } = questionsOf('relay-2');
  ask({ from: '+919800000001' });
  const [question] = published;
  expect(question).toMatchObject({
    topic: topics.ask,
    answerTo: topics.answer('relay-2'),
    secondsLeft: 3,
  });
  expect(question?.payload.toString()).not.toContain('9800000001');
  const router = questionsOf('relay-1').questions;
  expect(question && router.readQuestion(question)?.request).toEqual({ from: '+919800000001' });
  const answer = answerTo(question, { ring: 'asha' });
  expect(answer).toMatchObject({ topic: topics.answer('relay-2'), secondsLeft: 3 });
  questions.hearAnswer(answer);
  questions.hearAnswer(answer);
  expect(heard).toEqual([{ answer: { ring: 'asha' } }]);
});

test('an answer to another question, or to one that was withdrawn, is none', () => {
  const { questions, published, heard, ask } = questionsOf('relay-2');
  ask('a');
  const withdraw = ask('b');
  const [a, b] = published.map((question) => answerTo(question, 'x'));
  if (!a || !b) throw new Error('not asked');
  questions.hearAnswer({ ...a, correlation: b.correlation });
  withdraw();
  questions.hearAnswer(b);
  expect(heard).toEqual([]);
});

test('a question that no router will ever hear is lost; one without a broker is not', async () => {
  for (const [code, expected] of [
    [nobodySubscribed, ['lost']],
    [null, []],
    [taken, []],
  ] as const) {
    const { heard, ask } = questionsOf('relay-2', { code });
    ask('a');
    await settle();
    expect(heard).toEqual(expected);
  }
});

test('its own question, a stranger’s and one that wants its answer elsewhere are not answered', () => {
  const { questions, published, ask } = questionsOf('relay-2');
  ask('a');
  const stranger = questionsOf('relay-3', { by: randomBytes(32) });
  stranger.ask('b');
  const [own, strange] = [published[0], stranger.published[0]];
  if (!own || !strange) throw new Error('not asked');
  expect(questions.readQuestion(own)).toBe(null);
  const router = questionsOf('relay-1').questions;
  expect(router.readQuestion(strange)).toBe(null);
  expect(router.readQuestion({ ...own, answerTo: topics.agent('asha').in })).toBe(null);
  expect(router.readQuestion({ ...own, topic: topics.router })).toBe(null);
});

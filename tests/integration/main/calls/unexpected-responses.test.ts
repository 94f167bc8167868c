import { expect, test } from 'vitest';
import type { Log } from '../../../../src/main/base/log.ts';
import { createHistory } from '../../../../src/main/history/history-service.ts';
import { getCall } from '../../../../src/main/storage/tables/calls.ts';
import {
  addUnexpected,
  listAnswers,
} from '../../../../src/main/storage/tables/unexpected-responses.ts';
import type { UnexpectedResponse } from '../../../../src/shared/domain/unexpected-response.ts';
import { heard, type Rig, setUpCalls } from '../../../support/call-rig.ts';
import { dialInput } from '../../../support/compose-calls.ts';
import { callAnswer, endedAnswer, errorAnswer } from '../../../support/exotel-answers.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import type { Entry, Reply } from '../../../support/loopback-provider.ts';
import { patience } from '../../../support/patience.ts';
import { addCall, openTestDatabase } from '../../../support/test-database.ts';

const number = '98765 43210';
const odd = (changes: Partial<UnexpectedResponse> = {}): UnexpectedResponse => ({
  at: 1_000,
  question: 'details',
  httpStatus: 200,
  oddity: 'response.call_details.mood',
  body: '{}',
  ...changes,
});

async function detailOf(rig: Rig, id: string) {
  const { handlers } = createHistory({
    db: rig.db,
    isPractice: () => false,
    results: () => [],
    opened: () => {},
  });
  return handlers.detail({ id });
}

test('one row per kind of oddity and call, at most twenty, gone with the call', () => {
  const { db } = openTestDatabase();
  const [first, second] = [addCall(db), addCall(db)];
  expect(addUnexpected(db, first.id, odd())).toBe(true);
  expect(addUnexpected(db, first.id, odd({ at: 2_000, body: '{"other":1}' }))).toBe(false);
  expect(addUnexpected(db, first.id, odd({ question: 'legs' }))).toBe(true);
  for (let status = 400; status < 430; status += 1)
    addUnexpected(db, first.id, odd({ at: status, httpStatus: status }));
  expect(addUnexpected(db, second.id, odd())).toBe(true);
  expect(listAnswers(db, first.id)).toHaveLength(20);
  expect(listAnswers(db, second.id)).toEqual([odd()]);
  expect(() => addUnexpected(db, 'nobody', odd())).toThrow();
  db.prepare('DELETE FROM calls WHERE id = ?').run(first.id);
  expect(listAnswers(db, first.id)).toEqual([]);
});

test('a refusal is kept beside its call, redacted and bounded, and told in the detail', async () => {
  const description = `Bad +919876543210 for Basic a2V5OnRva2Vu ${'x'.repeat(40_000)}`;
  const rig = await setUpCalls(() => errorAnswer(409, 99_999, description));
  const service = rig.start();
  const call = await service.dial(dialInput(number));
  await expect.poll(() => listAnswers(rig.db, call.id).length, patience).toBe(1);
  const { answers } = await detailOf(rig, call.id);
  expect(answers).toMatchObject([
    { question: 'place', httpStatus: 409, oddity: 'error_data.code 99999' },
  ]);
  const body = answers[0]?.body ?? '';
  expect(body.length).toBeLessThanOrEqual(16_000);
  expect(body).not.toMatch(/9876543|a2V5OnRva2Vu/);
  expect(body).toContain('99999');
});

test('garbage, unknown fields and unknown words while following: each kind once; good answers never', async () => {
  const looks: Reply[] = [
    callAnswer(),
    { status: 200, body: '<html>' },
    callAnswer({ mood: 'good' }),
    callAnswer({ mood: 'better' }),
    { status: 502, body: 'Bad Gateway' },
    endedAnswer({ status: 'to_leg_beamed_up', mood: 'gone' }),
  ];
  let look = -1;
  const rig = await setUpCalls((entry: Entry) => {
    if (entry.method === 'POST') return callAnswer();
    look += 1;
    return looks[Math.min(look, looks.length - 1)] ?? errorAnswer(404, 1021);
  });
  const service = rig.start({ timeScale: 0.001 });
  const over = heard(service, ({ state }) => state === 'ended');
  const { id } = await service.dial(dialInput(number));
  await over;
  const last = 'response.call_details.status, response.call_details.mood';
  const oddities = () => listAnswers(rig.db, id).map(({ oddity }) => oddity);
  await expect.poll(oddities, patience).toContain(last);
  const found = oddities();
  expect(new Set(found).size).toBe(found.length);
  expect(found).toContain('HTTP 502');
  expect(found.filter((oddity) => oddity.includes('call_sid'))).toEqual([]);
});

test('an answer that cannot be kept costs the call nothing', async () => {
  const errors: string[] = [];
  const log: Log = { info: () => {}, warn: () => {}, error: (message) => errors.push(message) };
  const rig = await setUpCalls(() => errorAnswer(409, 10706, 'busy'));
  rig.db.exec('DROP TABLE unexpected_responses');
  const service = rig.start({ log });
  const call = await service.dial(dialInput(number));
  expect(call).toMatchObject({ state: 'rejected', dial: { problem: { kind: 'agent_busy' } } });
  await expect.poll(() => errors, patience).toEqual(['an odd answer could not be kept']);
  expect(getCall(rig.db, call.id)?.state).toBe('rejected');
});

test('the dial is over before its odd answer is written', async () => {
  const clock = new FakeClock();
  const rig = await setUpCalls(() => errorAnswer(409, 10706, 'busy'));
  const service = rig.start({ clock });
  const call = await service.dial(dialInput(number));
  expect(call.state).toBe('rejected');
  expect(listAnswers(rig.db, call.id)).toEqual([]);
  await clock.advance(0);
  expect(listAnswers(rig.db, call.id)).toHaveLength(1);
});

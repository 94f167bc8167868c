import { expect, test } from 'vitest';
import { factsOf, isKnown, lineOf, problemOf } from '../../../scripts/demo/report.ts';
import type { Call } from '../../../src/shared/domain/call.ts';
import { heard, setUpCalls } from '../../support/call-rig.ts';
import { dialInput } from '../../support/compose-calls.ts';
import { callAnswer, callSid, endedAnswer, errorAnswer } from '../../support/exotel-answers.ts';
import { closedBaseUrl, type Reply } from '../../support/loopback-provider.ts';

/** Places one call with a provider that answers the POST, and the looks after it, like this. */
async function endOf(post: Reply, look: Reply): Promise<Call> {
  const rig = await setUpCalls(({ method, path }) => {
    if (path.endsWith('/legs')) return errorAnswer(401, 1010, 'Not authenticated');
    return method === 'POST' ? post : look;
  });
  const service = rig.start({ timeScale: 0.01 });
  const ended = heard(service, ({ state }) => ['ended', 'no_final_status'].includes(state));
  const placed = await service.dial(dialInput('98765 43210'));
  return placed.state === 'accepted' ? ended : placed;
}

const look = callAnswer();

test.each<[string, Reply, string, object]>([
  [
    'busy',
    errorAnswer(409, 10706, 'User device is currently busy'),
    'rejected',
    { kind: 'agent_busy', code: 10706, message: expect.stringMatching(/^Your phone is busy/) },
  ],
  [
    'a wrong token',
    errorAnswer(401, 1010, 'Not authenticated'),
    'rejected',
    { kind: 'auth_failed', code: 1010, message: expect.stringContaining('API key and token') },
  ],
  [
    'a refusal without words',
    errorAnswer(418, null),
    'rejected',
    { kind: 'other_refusal', code: null, message: expect.stringContaining('HTTP 418') },
  ],
])('refused, for %s: the end is known, and says why', async (_, post, state, problem) => {
  const call = await endOf(post, look);
  expect(factsOf(call)).toMatchObject({ sid: null, state, status: null, outcome: 'rejected' });
  expect(problemOf(call)).toEqual(problem);
  expect(isKnown(call)).toBe(true);
});

test('not sent: the end is known, and says why', async () => {
  const rig = await setUpCalls(() => look);
  const call = await rig.start({ baseUrl: await closedBaseUrl() }).dial(dialInput('98765 43210'));
  expect(factsOf(call)).toMatchObject({ state: 'not_sent', outcome: 'not_sent' });
  expect(problemOf(call)).toEqual({
    kind: 'unreachable',
    code: null,
    message:
      'This computer could not reach Exotel. Check the internet connection, then dial again.',
  });
  expect(isKnown(call)).toBe(true);
});

test.each<[string, Reply, string]>([
  ['a server error', errorAnswer(500, 1500, 'Internal Server Error'), 'server_error'],
  ['an answer that is none', { status: 200, body: '<html>' }, 'unreadable_answer'],
  ['a refusal by somebody else', { status: 418, body: 'short and stout' }, 'unreadable_answer'],
  ['a cut connection', (response) => response.destroy(), 'connection_lost'],
])('unknown, after %s: the end is not known, and says so first', async (_, post, kind) => {
  const call = await endOf(post, look);
  expect(factsOf(call)).toMatchObject({ state: 'unknown', outcome: 'unknown', legs: [] });
  expect(problemOf(call)).toMatchObject({
    kind,
    message: expect.stringMatching(/^We don’t know if this call was placed\./),
  });
  expect(isKnown(call)).toBe(false);
  expect(lineOf(call, null)).toBe('The call: unknown; no recording');
});

test.each([
  ['completed', 'completed', 59],
  ['from_leg_unanswered', 'agent_unanswered', null],
  ['to_leg_unanswered', 'customer_unanswered', null],
])('%s: no problem', async (status, outcome, talkTimeSeconds) => {
  const call = await endOf(callAnswer(), endedAnswer({ status, total_talk_time: talkTimeSeconds }));
  expect(factsOf(call)).toMatchObject({ sid: callSid, status, outcome, talkTimeSeconds });
  expect(problemOf(call)).toBeNull();
  expect(isKnown(call)).toBe(true);
});

test('a call that goes on longer than the demo waits is not known', async () => {
  const rig = await setUpCalls(() => callAnswer());
  const call = await rig.start().dial(dialInput('98765 43210'));
  expect(factsOf(call)).toMatchObject({ state: 'active', outcome: null });
  expect(problemOf(call)).toMatchObject({ kind: 'still_open', code: null });
  expect(isKnown(call)).toBe(false);
});

test('the recording is named as one', async () => {
  const call = await endOf(callAnswer(), endedAnswer());
  const recording = { path: '/kept/x.mp3', bytes: 1, sha256: '' };
  expect(lineOf(call, recording)).toBe('The call: completed; recording: /kept/x.mp3');
});

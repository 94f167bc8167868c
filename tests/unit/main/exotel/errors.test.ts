import { describe, expect, test } from 'vitest';
import {
  type Asked,
  localProblem,
  problemOf,
  provesNotPlaced,
} from '../../../../src/main/exotel/errors.ts';
import { documentedKindOf } from '../../../support/documented-kinds.ts';
import { documentedErrors } from '../../../support/exotel-answers.ts';

const kindOf = (asked: Asked, httpStatus: number, code: number | null) =>
  problemOf(asked, { httpStatus, code, description: null, retryAfterSeconds: null }).kind;

test('what Exotel said stands beside what it means', () => {
  const said = { httpStatus: 409, code: 10706, description: 'User busy', retryAfterSeconds: 7 };
  expect(problemOf('place', said)).toEqual({ kind: 'agent_busy', ...said });
});

test.each(documentedErrors)('$endpoint $status $code $description', (row) =>
  expect(kindOf(row.endpoint === 'POST calls' ? 'place' : 'query', row.status, row.code)).toBe(
    documentedKindOf(row),
  ),
);

describe('the code decides, whatever the status', () => {
  test.each([
    [10717, 'blocked_dnd'],
    [10724, 'rate_limited'],
    [10725, 'agent_stuck'],
    [10706, 'agent_busy'],
    [1800, 'server_error'],
  ])('%d is %s', (code, kind) => {
    for (const status of [200, 404, 500]) expect(kindOf('place', status, code)).toBe(kind);
  });
  test.each([1021, 1022, 3043, 3044, 3045])('%d is another word to a GET', (code) => {
    expect(kindOf('place', 404, code)).toBe('unsupported');
    expect(kindOf('query', 404, code)).toBe('call_not_found');
  });
  test('429 is too many requests, whatever stands beside it', () =>
    expect(kindOf('place', 429, 10706)).toBe('rate_limited'));
});

describe('without a code, or with a new one, the status decides', () => {
  test.each([
    [400, 'bad_request'],
    [401, 'auth_failed'],
    [402, 'other_refusal'],
    [403, 'auth_failed'],
    [404, 'other_refusal', 'call_not_found'],
    [408, 'other_refusal'],
    [422, 'bad_request'],
    [429, 'rate_limited'],
    [499, 'other_refusal'],
    [500, 'server_error'],
    [599, 'server_error'],
    [999, 'server_error'],
    [399, 'unreadable_answer'],
    [200, 'unreadable_answer'],
    [0, 'unreadable_answer'],
  ])('%d', (status, toPost, toGet = toPost) => {
    for (const code of [null, 99_999]) {
      expect(kindOf('place', status, code)).toBe(toPost);
      expect(kindOf('query', status, code)).toBe(toGet);
    }
  });
});

test.each([
  [399, false],
  [400, true],
  [407, true],
  [408, false],
  [409, true],
  [499, true],
  [500, false],
])('%d proves that nothing was placed: %s', (status, proof) =>
  expect(provesNotPlaced(status)).toBe(proof),
);

test('a problem of our own has no word of Exotel’s', () =>
  expect(localProblem('timed_out')).toEqual({
    kind: 'timed_out',
    httpStatus: null,
    code: null,
    description: null,
    retryAfterSeconds: null,
  }));

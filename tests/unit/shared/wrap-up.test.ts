import { describe, expect, test } from 'vitest';
import { defaultResults } from '../../../src/shared/domain/call-result.ts';
import { untoldArrival } from '../../../src/shared/domain/unheard-call.ts';
import {
  isOver,
  mayDialAgain,
  offersResult,
  suggestedResult,
} from '../../../src/shared/domain/wrap-up.ts';
import { aCall, anArrival } from '../../support/a-call.ts';

const refused = { state: 'rejected', outcome: 'rejected' } as const;
const doubt = { state: 'unknown', outcome: 'unknown' } as const;
const problem = (kind: 'blocked_dnd' | 'agent_busy') => ({
  kind,
  httpStatus: 403,
  code: null,
  description: null,
  retryAfterSeconds: null,
});

describe('after a call', () => {
  test('it is over when it has ended, or when the agent has settled the doubt', () => {
    expect(isOver(aCall())).toBe(true);
    expect(isOver(aCall({ state: 'finishing', outcome: null }))).toBe(false);
    expect(isOver(aCall(doubt))).toBe(false);
    expect(isOver(aCall({ ...doubt, verdict: 'rang' }))).toBe(true);
  });

  test('what rang nobody has no result; one that was given stays in sight', () => {
    expect(offersResult(aCall())).toBe(true);
    expect(offersResult(aCall(refused))).toBe(false);
    expect(offersResult(aCall({ ...doubt, verdict: 'silent' }))).toBe(false);
    expect(offersResult(aCall({ ...doubt, verdict: 'rang' }))).toBe(true);
    expect(offersResult(aCall({ outcome: 'agent_not_dialled' }))).toBe(false);
    expect(offersResult(aCall({ ...refused, disposition: 'interested' }))).toBe(true);
  });

  test('dialling again is offered where nobody was rung, and not to the register', () => {
    expect(mayDialAgain(aCall({ ...refused, problem: problem('agent_busy') }))).toBe(true);
    expect(mayDialAgain(aCall({ ...refused, problem: problem('blocked_dnd') }))).toBe(false);
    expect(mayDialAgain(aCall({ ...doubt, verdict: 'silent' }))).toBe(true);
    expect(mayDialAgain(aCall())).toBe(false);
  });

  test('an unanswered call suggests “no answer”, where there is such a result and none was given', () => {
    const unanswered = { outcome: 'customer_unanswered' } as const;
    expect(suggestedResult(aCall(unanswered), defaultResults)).toBe('no_answer');
    const cut = aCall({ outcome: 'customer_cancelled' });
    expect(suggestedResult(cut, defaultResults)).toBe('no_answer');
    expect(suggestedResult(aCall(unanswered), [{ id: 'interested' }])).toBeNull();
    const given = aCall({ ...unanswered, disposition: 'call_later' });
    expect(suggestedResult(given, defaultResults)).toBeNull();
    expect(suggestedResult(aCall(), defaultResults)).toBeNull();
    expect(suggestedResult(aCall({ outcome: 'agent_unanswered' }), defaultResults)).toBeNull();
  });
});

describe('after a customer’s call', () => {
  const ringing = (phase: 'dialling' | 'ringing') =>
    anArrival({
      state: 'ringing',
      outcome: null,
      arrival: { signs: { ...untoldArrival.signs, phone: { phase, at: 1 } } },
    });

  test('a result is for a conversation, or for what may be one', () => {
    expect(offersResult(anArrival({ state: 'offered', outcome: null }))).toBe(false);
    expect(offersResult(ringing('ringing'))).toBe(false);
    expect(offersResult(ringing('dialling'))).toBe(true);
    expect(offersResult(anArrival({ state: 'answered', outcome: null }))).toBe(true);
    expect(offersResult(anArrival())).toBe(true);
    for (const outcome of ['customer_cancelled', 'answered_elsewhere', 'passed_on'] as const)
      expect(offersResult(anArrival({ outcome }))).toBe(false);
  });

  test('no result is suggested: it was the customer who called', () => {
    const results = defaultResults;
    expect(suggestedResult(aCall({ outcome: 'customer_cancelled' }), results)).toBe('no_answer');
    expect(suggestedResult(anArrival({ outcome: 'customer_cancelled' }), results)).toBeNull();
  });
});

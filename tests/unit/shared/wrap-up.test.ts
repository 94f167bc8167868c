import { describe, expect, test } from 'vitest';
import { defaultResults } from '../../../src/shared/domain/call-result.ts';
import {
  isOver,
  mayDialAgain,
  offersResult,
  suggestedResult,
} from '../../../src/shared/domain/wrap-up.ts';
import { sampleCall } from '../main/os/sample-call.ts';

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
    expect(isOver(sampleCall())).toBe(true);
    expect(isOver(sampleCall({ state: 'finishing', outcome: null }))).toBe(false);
    expect(isOver(sampleCall(doubt))).toBe(false);
    expect(isOver(sampleCall({ ...doubt, verdict: 'rang' }))).toBe(true);
  });

  test('what rang nobody has no result; one that was given stays in sight', () => {
    expect(offersResult(sampleCall())).toBe(true);
    expect(offersResult(sampleCall(refused))).toBe(false);
    expect(offersResult(sampleCall({ ...doubt, verdict: 'silent' }))).toBe(false);
    expect(offersResult(sampleCall({ ...doubt, verdict: 'rang' }))).toBe(true);
    expect(offersResult(sampleCall({ outcome: 'agent_not_dialled' }))).toBe(false);
    expect(offersResult(sampleCall({ ...refused, disposition: 'interested' }))).toBe(true);
  });

  test('dialling again is offered where nobody was rung, and not to the register', () => {
    expect(mayDialAgain(sampleCall({ ...refused, problem: problem('agent_busy') }))).toBe(true);
    expect(mayDialAgain(sampleCall({ ...refused, problem: problem('blocked_dnd') }))).toBe(false);
    expect(mayDialAgain(sampleCall({ ...doubt, verdict: 'silent' }))).toBe(true);
    expect(mayDialAgain(sampleCall())).toBe(false);
  });

  test('an unanswered call suggests “no answer”, where there is such a result and none was given', () => {
    const unanswered = { outcome: 'customer_unanswered' } as const;
    expect(suggestedResult(sampleCall(unanswered), defaultResults)).toBe('no_answer');
    const cut = sampleCall({ outcome: 'customer_cancelled' });
    expect(suggestedResult(cut, defaultResults)).toBe('no_answer');
    expect(suggestedResult(sampleCall(unanswered), [{ id: 'interested' }])).toBeNull();
    const given = sampleCall({ ...unanswered, disposition: 'call_later' });
    expect(suggestedResult(given, defaultResults)).toBeNull();
    expect(suggestedResult(sampleCall(), defaultResults)).toBeNull();
    expect(suggestedResult(sampleCall({ outcome: 'agent_unanswered' }), defaultResults)).toBeNull();
  });
});

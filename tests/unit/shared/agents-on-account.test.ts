import { describe, expect, it } from 'vitest';
import { agentsOf } from '../../../src/shared/domain/agents-on-account.ts';

describe('agents on the account, as typed', () => {
  it.each([
    ['', null],
    ['  ', null],
    ['1', 1],
    [' 40 ', 40],
    ['2000', 2000],
    ['2001', undefined],
    ['0', undefined],
    ['-3', undefined],
    ['2.5', undefined],
    ['many', undefined],
  ])('“%s”: %s', (text, agents) => {
    expect(agentsOf(text)).toBe(agents);
  });
});

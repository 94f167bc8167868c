import { expect, test } from 'vitest';
import { VerifyMode } from '../../../src/relay/budget/verify-mode.ts';

const minute = 60_000;

test('each end is asked for while three requests a call fit into what is planned', () => {
  const verify = new VerifyMode(200, 'auto');
  expect(verify.mode(46, 0)).toBe('each');
  expect(verify.mode(47, 0)).toBe('spare');
  // A quiet minute in a busy hour changes nothing.
  expect(verify.mode(10, 9 * minute)).toBe('spare');
  expect(verify.mode(10, 10 * minute)).toBe('each');
});

test('one contradiction, and nothing is believed for an hour', () => {
  const verify = new VerifyMode(200, 'auto');
  expect(verify.mode(150, 0)).toBe('spare');
  verify.contradicted(1);
  expect(verify.mode(150, 2)).toBe('each');
  expect(verify.mode(150, 60 * minute)).toBe('each');
  expect(verify.mode(150, 60 * minute + 1)).toBe('spare');
});

test('the administrator’s word goes before, but not before a contradiction', () => {
  expect(new VerifyMode(200, 'each').mode(190, 0)).toBe('each');
  const none = new VerifyMode(200, 'none');
  expect(none.mode(1, 0)).toBe('none');
  none.contradicted(0);
  expect(none.mode(1, 1)).toBe('each');
});

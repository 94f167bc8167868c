import { expect, test } from 'vitest';
import { run } from '../../../scripts/child.mjs';

const node = (script: string, options: Parameters<typeof run>[2]) =>
  run(process.execPath, ['-e', script], { output: 'nowhere', errors: 'nowhere', ...options });

test.skipIf(process.platform === 'win32')('what was ended by a signal says by which', async () => {
  const signals: string[] = [];
  const onSignal = (signal: string) => void signals.push(signal);
  expect(await node("process.kill(process.pid, 'SIGTRAP')", { onSignal })).toBe(1);
  expect(await node('process.exit(3)', { onSignal })).toBe(3);
  expect(signals).toEqual(['SIGTRAP']);
});

test('what it says on standard error can be heard instead of shown', async () => {
  let heard = '';
  const errors = (text: string): void => {
    heard += text;
  };
  expect(await node("console.error('not to be had'); process.exit(1)", { errors })).toBe(1);
  expect(heard).toBe('not to be had\n');
});

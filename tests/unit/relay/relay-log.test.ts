import { expect, test } from 'vitest';
import { openRelayLog } from '../../../src/relay/relay-log.ts';

function written(log: (to: ReturnType<typeof openRelayLog>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  log(openRelayLog((line) => lines.push(line)));
  expect(lines.every((line) => line.endsWith('\n') && line.indexOf('\n') === line.length - 1)).toBe(
    true,
  );
  return lines.map((line) => JSON.parse(line));
}

test('lines of JSON, without phone numbers and secrets', () => {
  const lines = written((log) => {
    log.info('Called +91 98765 43210', { number: 919876543210, sid: 'abc', port: 47_900 });
    log.warn('It was /a/asha/exotel/abcdefghijklmnopqrstuvwxyz012345');
    log.error('It failed.', new Error('for 09876543210'));
    log.error('It failed.');
  });
  expect(lines).toEqual([
    {
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      level: 'info',
      message: 'Called …210',
      details: expect.stringContaining('"number":…210'),
    },
    expect.objectContaining({ level: 'warn', message: 'It was /a/asha/exotel/[secret]' }),
    expect.objectContaining({ level: 'error', details: expect.stringContaining('for …210') }),
    { at: expect.any(String), level: 'error', message: 'It failed.' },
  ]);
  const [plain] = written((log) => log.info('Started', { relay: 'relay-1', port: 47_900 }));
  expect(plain?.['details']).toEqual({ relay: 'relay-1', port: 47_900 });
});

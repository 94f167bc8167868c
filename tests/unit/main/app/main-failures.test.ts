import { expect, onTestFinished, test } from 'vitest';
import { watchMainFailures } from '../../../../src/main/app/main-failures.ts';

function watch() {
  const lines: unknown[] = [];
  const told: null[] = [];
  const log = { info: () => {}, warn: () => {}, error: (...line: unknown[]) => lines.push(line) };
  const before = (['uncaughtException', 'unhandledRejection'] as const).map((name) =>
    process.listeners(name as 'uncaughtException'),
  );
  const failures = watchMainFailures(log);
  failures.failed.on((news) => told.push(news));
  onTestFinished(failures.dispose);
  /** Of ours alone: the test runner listens, too. */
  const ours = (['uncaughtException', 'unhandledRejection'] as const).map((name, index) =>
    process
      .listeners(name as 'uncaughtException')
      .find((listener) => !before[index]?.includes(listener)),
  );
  return { lines, told, failures, ours };
}

test.each([0, 1])('what nobody caught is logged and told (%i)', (index) => {
  const { lines, told, ours } = watch();
  const error = new Error('nobody expected this');
  ours[index]?.(error, 'uncaughtException');
  expect(lines).toEqual([['nobody caught this', error]]);
  expect(told).toHaveLength(1);
});

test('it stops listening with the app', () => {
  const { failures, ours } = watch();
  failures.dispose();
  expect(process.listeners('uncaughtException')).not.toContain(ours[0]);
  expect(process.listeners('unhandledRejection')).not.toContain(ours[1]);
});

import { expect, test } from 'vitest';
import { Serial } from '../../../../src/main/base/serial.ts';

test('one after the other, in order; a failure is its caller’s and stops nothing', async () => {
  const serial = new Serial();
  const story: string[] = [];
  let release = (): void => {};
  const first = serial.run(async () => {
    story.push('first begins');
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    story.push('first ends');
    return 1;
  });
  const second = serial.run(() => {
    story.push('second');
    throw new Error('no');
  });
  const third = serial.run(() => 3);
  await Promise.resolve();
  expect(story).toEqual(['first begins']);
  release();
  expect(await first).toBe(1);
  await expect(second).rejects.toThrow('no');
  expect(await third).toBe(3);
  expect(story).toEqual(['first begins', 'first ends', 'second']);
});

test('idle waits for what came so far, whether it fails or not', async () => {
  const serial = new Serial();
  let done = false;
  const failing = serial.run(async () => {
    await Promise.resolve();
    done = true;
    throw new Error('no');
  });
  failing.catch(() => {});
  await serial.idle();
  expect(done).toBe(true);
});

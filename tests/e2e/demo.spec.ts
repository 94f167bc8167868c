import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';

const runDemo = pathToFileURL(join(import.meta.dirname, '../../scripts/demo/run-demo.ts')).href;

/** `npm run demo -- --json --to <number>`, with a folder for results of its own. */
async function demo(to: string, artifacts: string) {
  const options = { json: true, to, provider: null };
  const code = `import { runDemo } from ${JSON.stringify(runDemo)};
    process.exitCode = await runDemo(${JSON.stringify(options)}, ${JSON.stringify(artifacts)});`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.once('exit', resolve)),
  ]);
  return { out, err, status };
}

test('two demos at once tell of their own calls, refused and unknown, and keep their own pictures', async () => {
  test.setTimeout(300_000);
  const artifacts = await mkdtemp(join(tmpdir(), 'handset-demo-'));
  const [refused, unknown] = await Promise.all([
    demo('+91 98765 00005', artifacts),
    demo('+91 98765 00008', artifacts),
  ]);
  expect(refused.status, refused.err).toBe(0);
  expect(JSON.parse(refused.out)).toMatchObject({
    call: { state: 'rejected', outcome: 'rejected' },
    recording: null,
    problem: { kind: 'agent_busy', code: 10706, message: expect.any(String) },
  });
  expect(unknown.status, unknown.err).toBe(1);
  expect(JSON.parse(unknown.out)).toMatchObject({
    call: { state: 'unknown', outcome: 'unknown' },
    recording: null,
    problem: { kind: 'server_error', code: 1500, message: expect.any(String) },
  });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  expect(refused.err + unknown.err).not.toMatch(/[\x00-\x09\x0b-\x1f]/);
  for (const folder of ['demo', 'demo-2']) {
    const pictures = await readdir(join(artifacts, folder));
    expect(pictures).toContain('04-wrap-up-light.png');
    expect(existsSync(join(artifacts, `${folder}-running`))).toBe(false);
  }
  await rm(artifacts, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

test('a call is talked through, its recording is there, and the history finds it', async () => {
  test.setTimeout(300_000);
  const artifacts = await mkdtemp(join(tmpdir(), 'handset-demo-'));
  const { out, err, status } = await demo('+91 98765 00000', artifacts);
  expect(status, err).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    call: { state: 'terminal', outcome: 'completed' },
    recording: expect.any(Object),
    problem: null,
  });
  expect(await readdir(join(artifacts, 'demo'))).toContain('05-history-light.png');
  await rm(artifacts, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

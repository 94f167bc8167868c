import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { passPlainly, plain } from '../../../scripts/child.mjs';
import { claimFolder } from '../../../scripts/demo/folder.ts';
import { alone, takeLock } from '../../../scripts/lock.mjs';
import { patience } from '../../support/patience.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const scripts = pathToFileURL(join(import.meta.dirname, '../../../scripts/')).href;

/** A process of its own that runs this code; `scripts/` is where the modules are. */
function start(code: string) {
  const child = spawn(
    process.execPath,
    ['--input-type=module', '--eval', code.replaceAll('scripts/', scripts)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Holds what it takes until it is killed; resolves with the first line that it says. */
async function holder(code: string) {
  const child = start(`${code}; setInterval(() => {}, 1000);`);
  const [said] = await once(createInterface(child.stdout), 'line');
  return { child, said: String(said) };
}

test.each([
  ['\u001b[31mred\u001b[39m', 'red'],
  ['\u001b[2K\u001b[1Gone\u001b[?25l', 'one'],
  ['\u001b]8;;https://example.com\u0007link\u001b]8;;\u0007', 'link'],
  ['10 %\r50 %\r100 %', '100 %'],
  ['done\r', 'done'],
  ['bell\u0007 and\u0000 back\bspace', 'bell and backspace'],
  ['tab\tand देवनागरी stay …', 'tab\tand देवनागरी stay …'],
])('%j is plainly %j', (line, shown) => {
  expect(plain(line)).toBe(shown);
});

test('lines come out whole, however the bytes come in', async () => {
  const source = new PassThrough();
  const target = new PassThrough();
  passPlainly(source, target);
  const bytes = Buffer.from('\u001b[1mनमस्ते\u001b[22m\nand no end');
  source.on('end', () => target.end());
  for (const byte of bytes) source.write(Buffer.of(byte));
  source.end();
  expect(await text(target)).toBe('नमस्ते\nand no end\n');
});

test('a program that insists on colours has none in a pipe', async () => {
  const insists = `process.stdout.write('\\u001b[31mred\\u001b[39m ' + process.env.NO_COLOR + process.env.FORCE_COLOR + '\\n'); process.stderr.write('\\u001b[2Kerr\\n')`;
  const child = start(
    `import { run } from 'scripts/child.mjs'; process.exitCode = await run(process.execPath, ['-e', ${JSON.stringify(insists)}]);`,
  );
  expect(await Promise.all([text(child.stdout), text(child.stderr)])).toEqual([
    'red 10\n',
    'err\n',
  ]);
});

test.runIf(process.platform !== 'win32')(
  'what ends a script from outside ends its program, too',
  async () => {
    const program = 'console.log(process.pid); setInterval(() => {}, 1000)';
    const child = start(
      `import { run } from 'scripts/child.mjs'; await run(process.execPath, ['-e', ${JSON.stringify(program)}]);`,
    );
    const [pid] = await once(createInterface(child.stdout), 'line');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([143, null]);
    await expect.poll(() => isRunning(Number(pid)), patience).toBe(false);
  },
);

test('long work is said to go on, short work is not mentioned', async () => {
  const child = start(`
    import { during } from 'scripts/terminal.mjs';
    await during('Short', () => 1, 60_000);
    await during('Long', () => 1);
    const said = new Promise((resolve) => {
      process.stderr.write = (text) => { console.log(text.trim()); resolve(); return true; };
    });
    await during('Quiet at first', () => said, 1);
  `);
  expect(await text(child.stdout)).toBe('Quiet at first …\n');
});

test('a lock is one process’s, until it ends, however it ends', async () => {
  const file = join(tempFolder(), 'some.lock');
  const { child, said } = await holder(
    `import { takeLock } from 'scripts/lock.mjs'; console.log(await takeLock(${JSON.stringify(file)}) !== null)`,
  );
  expect(said).toBe('true');
  expect(await takeLock(file)).toBeNull();
  child.kill('SIGKILL');
  await once(child, 'exit');
  const giveBack = await takeLock(file);
  expect(readFileSync(file, 'utf8')).toBe(String(process.pid));
  giveBack?.();
  expect(existsSync(file)).toBe(false);
});

test('a lock whose process id went to another process is not held for ever', async () => {
  const file = join(tempFolder(), 'some.lock');
  writeFileSync(file, String(process.pid));
  expect(await takeLock(file)).toBeNull();
  const longAgo = new Date(Date.now() - 3_600_000);
  utimesSync(file, longAgo, longAgo);
  const giveBack = await takeLock(file);
  expect(giveBack).not.toBeNull();
  giveBack?.();
});

test('who comes second waits until the first is done', async () => {
  const file = join(tempFolder(), 'some.lock');
  const order: string[] = [];
  const first = Promise.withResolvers<void>();
  const one = alone(file, 'One', async () => {
    order.push('one begins');
    await first.promise;
    order.push('one ends');
  });
  await expect.poll(() => order, patience).toEqual(['one begins']);
  const two = alone(file, 'One', async () => void order.push('two'));
  first.resolve();
  await Promise.all([one, two]);
  expect(order).toEqual(['one begins', 'one ends', 'two']);
});

test('two demos at once have folders of their own, and keep both', async () => {
  const artifacts = tempFolder();
  const { said } = await holder(`
    import { writeFileSync } from 'node:fs';
    import { claimFolder } from 'scripts/demo/folder.ts';
    const folder = await claimFolder(${JSON.stringify(artifacts)});
    writeFileSync(folder.working + '/picture', 'the first one’s');
    folder.keep();
    console.log(folder.kept);
  `);
  const second = await claimFolder(artifacts);
  writeFileSync(join(second.working, 'picture'), 'the second one’s');
  second.keep();
  expect([said, second.kept]).toEqual([join(artifacts, 'demo'), join(artifacts, 'demo-2')]);
  expect(readFileSync(join(said, 'picture'), 'utf8')).toBe('the first one’s');
  expect(readFileSync(join(second.kept, 'picture'), 'utf8')).toBe('the second one’s');
});

test('a demo that fails leaves the last pictures, and what a killed one left is nobody’s', async () => {
  const artifacts = tempFolder();
  const kept = join(artifacts, 'demo');
  mkdirSync(kept);
  writeFileSync(join(kept, 'picture'), 'the last good one');
  // Killed at work: what it left is nobody's.
  mkdirSync(`${kept}-running`);
  writeFileSync(join(`${kept}-running`, 'half'), '');

  const failing = await claimFolder(artifacts);
  writeFileSync(join(failing.working, 'picture'), 'of a failure');
  const aside = failing.setAside();
  expect(readFileSync(join(kept, 'picture'), 'utf8')).toBe('the last good one');
  expect(readFileSync(join(aside, 'picture'), 'utf8')).toBe('of a failure');
  expect(existsSync(join(aside, 'half'))).toBe(false);
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { answerAppRequest, assetPath } from '../../../../src/main/web/app-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'handset-app-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const root = join(folder, 'renderer');
mkdirSync(join(root, 'assets'), { recursive: true });
writeFileSync(join(root, 'index.html'), '<!doctype html><title>Handset</title>');
writeFileSync(join(root, 'assets', 'main-a1b2.js'), 'export {};');
writeFileSync(join(root, 'assets', 'inter.woff2'), Buffer.from([1, 2, 3]));
writeFileSync(join(root, '.hidden'), 'no');
writeFileSync(join(folder, 'secret.txt'), 'no');

const recordingPath = join(folder, 'recording.mp3');
const recordingBytes = Buffer.from(Array.from({ length: 200_000 }, (_, i) => i % 251));
writeFileSync(recordingPath, recordingBytes);
writeFileSync(join(folder, 'empty.mp3'), '');

const recordings: Record<string, string> = {
  'call-1': recordingPath,
  'with space': recordingPath,
  empty: join(folder, 'empty.mp3'),
  lost: join(folder, 'deleted.mp3'),
};
const recordingFile = (callId: string) => recordings[callId] ?? null;

function ask(url: string, init?: RequestInit): Promise<Response> {
  return answerAppRequest(new Request(url, init), { root, recordingFile });
}
async function bytes(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

test('the page comes with its security headers and is looked up each time', async () => {
  for (const url of ['app://handset/', 'app://handset/index.html?window=mini']) {
    const response = await ask(url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; /);
    expect(await response.text()).toContain('<title>Handset</title>');
  }
});

test('hashed assets are kept for ever, with the right type', async () => {
  const script = await ask('app://handset/assets/main-a1b2.js');
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(script.headers.get('cache-control')).toContain('immutable');
  const font = await ask('app://handset/assets/inter.woff2');
  expect(font.headers.get('content-type')).toBe('font/woff2');
  expect(await bytes(font)).toEqual(Buffer.from([1, 2, 3]));
});

test.each([
  'app://handset/../secret.txt',
  'app://handset/%2e%2e/secret.txt',
  'app://handset/..%2fsecret.txt',
  'app://handset/assets/..%5c..%5csecret.txt',
  'app://handset/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
  'app://handset//secret.txt',
  'app://handset/index.html%00.js',
  'app://handset/.hidden',
  'app://handset/C:/secret.txt',
  'app://handset/assets',
  'app://handset/assets/',
  'app://handset/missing.js',
  'app://other/index.html',
  'app://handset:1/index.html',
])('%s is not found', async (url) => {
  const response = await ask(url);
  expect(response.status).toBe(404);
  expect(response.headers.get('content-security-policy')).not.toBeNull();
});

test('no path leads out of the folder', () => {
  const piece = fc.constantFrom('..', '.', '/', '\\', '%2e', '%2f', 'C:', 'assets', '\0', 'a.js');
  const path = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(path, (text) => {
      const file = assetPath(root, `/${text}`);
      if (file !== null) expect(relative(root, file)).toMatch(/^(?!\.\.)[A-Za-z0-9_-]/);
    }),
  );
});

test('a whole recording is streamed', async () => {
  const response = await ask('app://handset/recordings/call-1');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('audio/mpeg');
  expect(response.headers.get('accept-ranges')).toBe('bytes');
  expect(response.headers.get('content-length')).toBe('200000');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect((await bytes(response)).equals(recordingBytes)).toBe(true);
});

test('a part of a recording is sent as a part', async () => {
  const response = await ask('app://handset/recordings/call-1', {
    headers: { range: 'bytes=1000-1999' },
  });
  expect(response.status).toBe(206);
  expect(response.headers.get('content-range')).toBe('bytes 1000-1999/200000');
  expect(response.headers.get('content-length')).toBe('1000');
  expect((await bytes(response)).equals(recordingBytes.subarray(1000, 2000))).toBe(true);
});

test('the end of a recording can be asked for', async () => {
  const response = await ask('app://handset/recordings/with%20space', {
    headers: { range: 'bytes=-10' },
  });
  expect(response.headers.get('content-range')).toBe('bytes 199990-199999/200000');
  expect((await bytes(response)).equals(recordingBytes.subarray(-10))).toBe(true);
});

test('a part that is not there is refused with the size', async () => {
  const response = await ask('app://handset/recordings/call-1', {
    headers: { range: 'bytes=200000-' },
  });
  expect(response.status).toBe(416);
  expect(response.headers.get('content-range')).toBe('bytes */200000');
});

test('an empty recording is empty', async () => {
  const response = await ask('app://handset/recordings/empty');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-length')).toBe('0');
  expect(await bytes(response)).toHaveLength(0);
});

test.each(['nobody', 'lost', '%', '..%2fsecret.txt', ''])('no recording "%s"', async (id) => {
  expect((await ask(`app://handset/recordings/${id}`)).status).toBe(404);
});

test('only reading is allowed', async () => {
  expect((await ask('app://handset/index.html', { method: 'POST' })).status).toBe(405);
  const head = await ask('app://handset/recordings/call-1', { method: 'HEAD' });
  expect(head.headers.get('content-length')).toBe('200000');
  expect(await bytes(head)).toHaveLength(0);
});

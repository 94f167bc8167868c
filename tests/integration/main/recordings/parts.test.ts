import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { playStored, sha256, storedRecording } from '../../../support/recording-host.ts';
import { recordingRig } from '../../../support/recording-rig.ts';

const one = storedRecording(40_000, 1);
const two = storedRecording(50_000, 2);

const rigOfTwo = () =>
  recordingRig((socket, request) =>
    playStored(request.startsWith('GET /2') ? two : one)(socket, request),
  );

test('two recordings of a call are both kept, each as its part', async () => {
  const rig = await rigOfTwo();
  rig.service.callEnded('c1', [`${rig.host.origin}/1.mp3`, `${rig.host.origin}/2.mp3`]);
  const first = await rig.pass(({ state }) => state === 'saved');
  const second = await rig.pass(({ state }) => state === 'saved', 'c1~2');
  expect(first).toMatchObject({ part: 1, fileName: 'sid-1.mp3', sha256: sha256(one.content) });
  expect(second).toMatchObject({ part: 2, fileName: 'sid-1.2.mp3', sha256: sha256(two.content) });
  expect(rig.service.fileOf('c1~2')).toBe(join(rig.dir, 'sid-1.2.mp3'));
  expect(readdirSync(rig.dir).sort()).toEqual(['sid-1.2.mp3', 'sid-1.mp3']);
});

test('one that Exotel names later becomes a further part; named anew, and signed anew, none does', async () => {
  const rig = await rigOfTwo();
  rig.service.callEnded('c1', [`${rig.host.origin}/1.mp3?X-Amz-Signature=a`]);
  await rig.pass(({ state }) => state === 'saved');
  const both = [
    `${rig.host.origin}/2.mp3?X-Amz-Signature=b`,
    `${rig.host.origin}/1.mp3?X-Amz-Signature=c`,
  ];
  rig.service.callEnded('c1', both);
  await rig.clock.advance(0);
  await rig.pass(({ state }) => state === 'saved', 'c1~2');
  rig.service.callEnded('c1', [...both, ...both]);
  await rig.clock.advance(0);
  expect(rig.row('c1~3')).toBeNull();
  expect(rig.row()).toMatchObject({ sha256: sha256(one.content) });
  expect(rig.row('c1~2')).toMatchObject({ sha256: sha256(two.content) });
});

test('what may not be fetched makes way for what may', async () => {
  const rig = await rigOfTwo();
  rig.service.callEnded('c1', [
    'data:audio/mpeg;base64,SUQz',
    'file:///etc/passwd',
    'http://recordings.example/a.mp3',
    'no address',
    `${rig.host.origin}/1.mp3`,
  ]);
  const saved = await rig.pass(({ state }) => state === 'saved');
  expect(saved.url).toBe(`${rig.host.origin}/1.mp3`);
  expect(rig.row('c1~2')).toBeNull();
});

test('where none may be fetched, the refusal says why', async () => {
  const rig = await rigOfTwo();
  rig.service.callEnded('c1', ['data:audio/mpeg;base64,SUQz']);
  const failed = await rig.pass(({ state }) => state === 'failed');
  expect(failed).toMatchObject({ failure: 'recording_refused' });
  expect(rig.host.requests).toEqual([]);
});

test('an erased call’s parts end together', async () => {
  const rig = await rigOfTwo();
  rig.host.play = () => {};
  rig.service.callEnded('c1', [`${rig.host.origin}/1.mp3`, `${rig.host.origin}/2.mp3`]);
  await rig.clock.advance(0);
  await rig.until(({ state }) => state === 'downloading');
  rig.db.prepare('DELETE FROM calls').run();
  await rig.service.forget('c1');
  expect(rig.row()).toBeNull();
  expect(rig.row('c1~2')).toBeNull();
  expect(readdirSync(rig.dir)).toEqual([]);
});

test('calls with one sid keep files of their own', async () => {
  const rig = await rigOfTwo();
  rig.call = { ...rig.call, sharesSid: true };
  rig.service.callEnded('c1', [`${rig.host.origin}/1.mp3`]);
  await rig.pass(({ state }) => state === 'saved');
  expect(existsSync(join(rig.dir, 'sid-1.c1.mp3'))).toBe(true);
  expect(existsSync(join(rig.dir, 'sid-1.mp3'))).toBe(false);
});

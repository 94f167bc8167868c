import { expect, test } from 'vitest';
import {
  audioSha256,
  head,
  type Play,
  playAudio,
  playStatus,
} from '../../../support/recording-host.ts';
import { recordingRig } from '../../../support/recording-rig.ts';

const dayMs = 24 * 3_600_000;

/** An error as S3 words it. */
const s3Error =
  (status: number, code: string, message: string): Play =>
  (socket) => {
    const body = `<?xml version="1.0"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
    const type = { 'Content-Type': 'application/xml', 'Content-Length': body.length };
    socket.end(head(status, type) + body);
  };
const notThere = s3Error(403, 'AccessDenied', 'Access Denied');

test.each([
  ['403 AccessDenied, as S3 answers a key that is not there', notThere],
  ['404', s3Error(404, 'NoSuchKey', 'The specified key does not exist.')],
  ['410', playStatus(410)],
  ['a page', s3Error(200, 'Processing', 'Come back later')],
])('%s: asked again until the recording is there', async (_, play) => {
  const rig = await recordingRig(play);
  rig.named = [rig.url];
  rig.service.callEnded('c1', rig.named);
  await rig.pass(({ tries }) => tries === 3);
  rig.host.play = playAudio;
  expect(await rig.pass(({ state }) => state === 'saved')).toMatchObject({ sha256: audioSha256 });
});

test('after some minutes it counts as failed, and is asked for hourly while the call is young', async () => {
  const rig = await recordingRig(notThere);
  rig.named = [rig.url];
  rig.service.callEnded('c1', rig.named);
  const failed = await rig.pass(({ state }) => state === 'failed');
  expect(failed).toMatchObject({ failure: 'recording_not_ready', tries: 5 });
  expect(failed.nextTryAt).toBe(rig.clock.now() + 3_600_000);
  expect(rig.host.requests.length).toBeLessThan(10);
  rig.host.play = playAudio;
  await rig.pass(({ state }) => state === 'saved');
});

test('only after a day of asking, a recording that is not there has expired', async () => {
  const rig = await recordingRig(notThere);
  rig.named = [rig.url];
  rig.service.callEnded('c1', rig.named);
  const begun = rig.clock.now();
  const expired = await rig.pass(({ failure }) => failure === 'recording_expired');
  expect(expired).toMatchObject({ state: 'failed', nextTryAt: null });
  expect(rig.clock.now() - begun).toBeGreaterThanOrEqual(dayMs);
});

test.each([1, 400])(
  'a clock on the wall that is set %d days ahead makes nothing old',
  async (days) => {
    const rig = await recordingRig(notThere);
    rig.named = [rig.url];
    rig.service.callEnded('c1', []);
    rig.clock.jump(days * dayMs);
    await rig.clock.advance(5_000);
    const waiting = await rig.until(({ failure }) => failure !== null);
    expect(waiting).toMatchObject({ state: 'processing', failure: 'recording_not_ready' });
    // The clock is set right: what was planned by the wrong one does not wait for a year.
    rig.clock.jump(-days * dayMs);
    rig.host.play = playAudio;
    rig.service.resume();
    await rig.clock.advance(3_600_000);
    await rig.until(({ state }) => state === 'saved');
  },
);

test('looks are counted by time that passed, whatever the clock shows', async () => {
  const rig = await recordingRig(playAudio);
  rig.service.callEnded('c1', []);
  rig.clock.jump(30 * dayMs);
  await rig.clock.advance(5_000);
  expect(await rig.until(({ looks }) => looks === 1)).toMatchObject({ state: 'processing' });
  rig.named = [rig.url];
  await rig.pass(({ state }) => state === 'saved');
});

test('by Exotel’s clock an old call’s recording has expired; the agent can still ask', async () => {
  const rig = await recordingRig(playStatus(404));
  rig.named = [rig.url];
  rig.providerNow = Date.UTC(2026, 1, 20);
  rig.call = { ...rig.call, endedAt: Date.UTC(2026, 0, 5) };
  rig.service.callEnded('c1', rig.named);
  await rig.pass(({ failure }) => failure === 'recording_expired');
  expect(rig.row()).toMatchObject({ state: 'failed', nextTryAt: null });
  const before = rig.host.requests.length;
  await expect(rig.service.download('c1')).rejects.toMatchObject({ code: 'recording_expired' });
  expect(rig.host.requests.length).toBeGreaterThan(before);
  rig.host.play = playAudio;
  await rig.service.download('c1');
  expect(rig.row()).toMatchObject({ state: 'saved' });
});

test.each([
  [400, 'ExpiredToken', 'The provided token has expired.'],
  [403, 'AccessDenied', 'Request has expired'],
])(
  '%d %s “%s”: Exotel is asked for a fresh address, however old the call is',
  async (status, code, message) => {
    const rig = await recordingRig((socket, request) =>
      (request.includes('sig=2') ? playAudio : s3Error(status, code, message))(socket, request),
    );
    rig.providerNow = Date.UTC(2026, 1, 20);
    rig.call = { ...rig.call, endedAt: Date.UTC(2026, 0, 5) };
    rig.named = [`${rig.url}?X-Amz-Expires=60&sig=2`];
    rig.service.callEnded('c1', [`${rig.url}?X-Amz-Expires=60&sig=1`]);
    const saved = await rig.pass(({ state }) => state === 'saved');
    expect(saved.url).toBe(rig.named[0]);
    expect(rig.row('c1~2')).toBeNull();
  },
);

test('an address that has run out, and no fresh one yet: tried again', async () => {
  const rig = await recordingRig(s3Error(403, 'AccessDenied', 'Request has expired'));
  rig.service.callEnded('c1', [rig.url]);
  const failed = await rig.pass(({ state }) => state === 'failed');
  expect(failed).toMatchObject({ failure: 'recording_address_expired' });
  expect(failed.nextTryAt).not.toBeNull();
});

test('however long ago the call has ended, Exotel is asked once before a recording never came', async () => {
  const rig = await recordingRig(playAudio);
  rig.providerNow = Date.UTC(2026, 1, 20);
  rig.call = { ...rig.call, endedAt: Date.UTC(2026, 1, 19) };
  rig.service.callEnded('c1', []);
  await rig.pass(({ state }) => state === 'never_came');
  expect(rig.asked).toBe(1);
  rig.named = [rig.url];
  await rig.service.download('c1');
  expect(rig.row()).toMatchObject({ state: 'saved' });
});

test('a call that has no row of a recording: the agent’s asking asks Exotel', async () => {
  const rig = await recordingRig(playAudio);
  rig.named = [rig.url];
  await rig.service.download('c1');
  expect(rig.row()).toMatchObject({ state: 'saved' });
});

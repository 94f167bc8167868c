import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { PartialFile } from '../../../../src/main/recordings/partial-file.ts';
import { downloadFrom } from '../../../support/download-from.ts';
import {
  audio,
  audioSha256,
  head,
  headerOf,
  type Play,
  playAudio,
  playStored,
  rangeStart,
  startRecordingHost,
  storedRecording,
} from '../../../support/recording-host.ts';
import { recordingRig } from '../../../support/recording-rig.ts';
import { type Refusals, refuseFiles } from '../../../support/refusing-files.ts';
import { silentWav } from '../../../support/sound-files.ts';
import { steadyFetch } from '../../../support/steady-fetch.ts';
import { tellTaken } from '../../../support/tell-taken.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const serve =
  (body: Buffer, headers: Record<string, string | number> = {}): Play =>
  (socket) => {
    socket.write(head(200, { 'Content-Length': body.length, ...headers }));
    socket.end(body);
  };
const chunked = (body: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`${body.length.toString(16)}\r\n`),
    body,
    Buffer.from('\r\n0\r\n\r\n'),
  ]);

async function hostOf(play: Play) {
  const host = await startRecordingHost(play);
  onTestFinished(() => host.close());
  return { host, dir: tempFolder() };
}

function refuse(refusals: Refusals): void {
  onTestFinished(refuseFiles(refusals));
}

const posix = process.platform !== 'win32';

test.runIf(posix)('half a recording is its owner’s alone, and so is the folder', async () => {
  const rig = await recordingRig((socket) => {
    socket.write(
      head(200, { 'Content-Type': 'audio/mpeg', 'Content-Length': audio.length, ETag: '"a"' }),
    );
    socket.write(audio.subarray(0, 1_000));
  });
  const coming = new Promise<void>((resolve) => rig.service.onProgress(() => resolve()));
  rig.service.callEnded('c1', [rig.url]);
  await rig.clock.advance(0);
  await coming;
  const modeOf = (path: string): number => statSync(path).mode & 0o777;
  expect(modeOf(rig.dir)).toBe(0o700);
  expect(modeOf(join(rig.dir, 'sid-1.mp3.part'))).toBe(0o600);
  await rig.service.stop();
  for (const name of readdirSync(rig.dir)) expect(modeOf(join(rig.dir, name))).toBe(0o600);
});

test('a recording is on the disk before it has its name, and its folder afterwards', async () => {
  const { host, dir } = await hostOf(playAudio);
  const acts: string[] = [];
  refuse({ seen: (act) => acts.push(act) });
  await downloadFrom(host, dir);
  const [part, name] = [join(dir, 'call-1.mp3.part'), join(dir, 'call-1.mp3')];
  expect(acts).toEqual([`sync ${part}`, `rename ${part} ${name}`, `sync ${dir}`]);
});

test.each(['EINVAL', 'ENOTSUP', 'EPERM'])(
  'a folder that cannot be synced (%s) costs nothing',
  async (code) => {
    const { host, dir } = await hostOf(playAudio);
    refuse({ folderSync: code });
    expect((await downloadFrom(host, dir)).sha256).toBe(audioSha256);
    expect(host.requests).toHaveLength(1);
  },
);

test.each(['EPERM', 'EACCES', 'EBUSY'])(
  'a scanner that holds the file for a moment (%s) costs no download',
  async (code) => {
    const { host, dir } = await hostOf(playAudio);
    refuse({ rename: { code, times: 3 } });
    expect((await downloadFrom(host, dir)).sha256).toBe(audioSha256);
    expect(host.requests).toHaveLength(1);
    expect(readdirSync(dir)).toEqual(['call-1.mp3']);
  },
);

test('held for longer, what has come stays, and only its name is tried again', async () => {
  const { host, dir } = await hostOf(playAudio);
  const undo = refuseFiles({ rename: { code: 'EPERM', times: 1_000 } });
  const part = await PartialFile.create(dir, 'call-1', {
    etag: null,
    total: audio.length,
    label: '',
  });
  await part.append(audio);
  await expect(part.complete(async () => {})).rejects.toMatchObject({ code: 'EPERM' });
  await part.keep();
  undo();
  const saved = await downloadFrom(host, dir);
  expect(saved).toEqual({ fileName: 'call-1.mp3', bytes: audio.length, sha256: audioSha256 });
  expect(host.requests).toEqual([]);
  expect(readdirSync(dir)).toEqual(['call-1.mp3']);
});

const folderTroubles: [string, (dir: string) => () => void][] = [
  [
    'a file',
    (dir) => {
      writeFileSync(dir, 'not a folder');
      return () => rmSync(dir);
    },
  ],
  [
    'a link to a disk that is not there',
    (dir) => {
      symlinkSync(join(dir, '..', 'away', 'disk'), dir);
      return () => mkdirSync(join(dir, '..', 'away', 'disk'), { recursive: true });
    },
  ],
  [
    'read-only',
    (dir) => {
      mkdirSync(dir);
      return refuseFiles({ write: { code: 'EROFS', path: /recordings/ } });
    },
  ],
];

test.each(folderTroubles)(
  'the folder is %s: Handset goes on, says so, and tries again',
  async (_, spoil) => {
    const rig = await recordingRig(playAudio);
    await rig.service.stop();
    rmSync(rig.dir, { recursive: true });
    const mend = spoil(rig.dir);
    const again = await rig.restart();
    again.callEnded('c1', [rig.url]);
    const failed = await rig.pass(({ state }) => state === 'failed');
    expect(failed).toMatchObject({ failure: 'recordings_folder' });
    expect(again.folder.isUsable).toBe(false);
    const told: boolean[] = [];
    again.folder.changed.on((isUsable) => told.push(isUsable));
    mend();
    await rig.pass(({ state }) => state === 'saved');
    expect(told).toEqual([true]);
  },
);

const wav = silentWav({ channels: 1, seconds: 2 });

test.each(['binary/octet-stream', 'application/octet-stream', 'audio/wav', 'text/html', null])(
  'a WAV that is called %s is kept as .wav',
  async (type) => {
    const { host, dir } = await hostOf(serve(wav, type === null ? {} : { 'Content-Type': type }));
    expect((await downloadFrom(host, dir)).fileName).toBe('call-1.wav');
    expect(readFileSync(join(dir, 'call-1.wav')).equals(wav)).toBe(true);
  },
);

test.each([
  '<!DOCTYPE html><html>Sign in</html>',
  '{"error":"no"}',
  '<?xml version="1.0"?><Error/>',
])('%s is no recording, though it is called audio/mpeg', async (text) => {
  const { host, dir } = await hostOf(serve(Buffer.from(text), { 'Content-Type': 'audio/mpeg' }));
  await expect(downloadFrom(host, dir)).rejects.toMatchObject({ code: 'recording_not_audio' });
  expect(readdirSync(dir)).toEqual([]);
});

test('half a WAV is no recording, whatever its headers promise', async () => {
  const half = wav.subarray(0, wav.length / 2);
  const { host, dir } = await hostOf(serve(half, { ETag: '"half"' }));
  await expect(downloadFrom(host, dir)).rejects.toMatchObject({ code: 'recording_incomplete' });
  expect(readdirSync(dir)).toEqual([]);
  host.play = (socket) =>
    socket.end(
      Buffer.concat([Buffer.from(head(200, { 'Transfer-Encoding': 'chunked' })), chunked(half)]),
    );
  await expect(downloadFrom(host, dir)).rejects.toMatchObject({ code: 'recording_incomplete' });
  host.play = serve(wav);
  expect((await downloadFrom(host, dir)).bytes).toBe(wav.length);
});

test('a WAV that was written to a pipe does not state its length, and is kept', async () => {
  const piped = Buffer.from(wav);
  piped.writeUInt32LE(0xffff_ffff, 4);
  const { host, dir } = await hostOf(serve(piped));
  expect((await downloadFrom(host, dir)).bytes).toBe(wav.length);
});

const stored = storedRecording(300_000);

test.each([
  '',
  'identity',
  'Identity',
  'aws-chunked',
  'utf-8',
  'UTF-8',
  'none',
  'binary',
  'identity, aws-chunked',
])(
  'content-encoding %j leaves the bytes as they are: gone on with after a break',
  async (coding) => {
    const { host, dir } = await hostOf((socket, request) => {
      const start = rangeStart(request);
      const rest = stored.content.subarray(start);
      const headers = {
        ETag: stored.etag,
        'Content-Length': rest.length,
        'Content-Encoding': coding,
        ...(start > 0 && {
          'Content-Range': `bytes ${start}-${stored.content.length - 1}/${stored.content.length}`,
        }),
      };
      socket.write(head(start > 0 ? 206 : 200, headers));
      socket.write(start > 0 ? rest : rest.subarray(0, 100_000));
      breakOff = () => socket.destroy();
    });
    let breakOff = (): void => {};
    const fetch: typeof steadyFetch = async (...asked) =>
      tellTaken(await steadyFetch(...asked), 100_000, () => breakOff());
    await expect(downloadFrom(host, dir, { fetch })).rejects.toMatchObject({
      code: 'recording_incomplete',
    });
    expect((await downloadFrom(host, dir)).bytes).toBe(stored.content.length);
    expect(headerOf(host.requests[1] ?? '', 'range')).toMatch(/^bytes=[1-9]\d*-$/);
  },
);

test('half a packed recording in chunks is none: its last chunk proves nothing', async () => {
  const packed = gzipSync(stored.content);
  const { host, dir } = await hostOf((socket) => {
    const top = head(200, { 'Content-Encoding': 'GZip', 'Transfer-Encoding': 'chunked' });
    socket.end(Buffer.concat([Buffer.from(top), chunked(packed.subarray(0, packed.length / 2))]));
  });
  await expect(downloadFrom(host, dir)).rejects.toMatchObject({ code: 'recording_incomplete' });
  expect(existsSync(join(dir, 'call-1.mp3'))).toBe(false);
  host.play = serve(packed, { 'Content-Encoding': 'gzip' });
  expect((await downloadFrom(host, dir)).bytes).toBe(stored.content.length);
});

test('an old half that was remembered without its label is gone on with', async () => {
  const { host, dir } = await hostOf(playStored(stored));
  const part = await PartialFile.create(dir, 'call-1', {
    etag: stored.etag,
    total: null,
    label: '',
  });
  await part.append(stored.content.subarray(0, 50_000));
  await part.keep();
  const memory = join(dir, 'call-1.mp3.part.json');
  const { label: _, whole: __, ...old } = JSON.parse(readFileSync(memory, 'utf8'));
  writeFileSync(memory, JSON.stringify({ ...old, audio: true }));
  expect((await downloadFrom(host, dir)).bytes).toBe(stored.content.length);
  expect(headerOf(host.requests[0] ?? '', 'range')).toBe('bytes=50000-');
});

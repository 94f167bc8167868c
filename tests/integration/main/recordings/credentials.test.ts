import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { connect } from 'node:tls';
import fc from 'fast-check';
import { Agent, fetch as undiciFetch } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { downloadRecording } from '../../../../src/main/recordings/recording-download.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import {
  head,
  headerOf,
  honestAnswer,
  playStatus,
  playStored,
  type RecordingHost,
  startRecordingHost,
  storedRecording,
} from '../../../support/recording-host.ts';
import { tellTaken } from '../../../support/tell-taken.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** A certificate for this computer, and for names that the tests lead to this computer. */
const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../../../fixtures/tls/${name}`, import.meta.url));
const cert = fixture('loopback.crt');
const tls = { cert, key: fixture('loopback.key') };

const authorization = 'Basic a2V5OnRva2Vu';
const stored = storedRecording(5_000);
const cutAt = 2_000;

let plain: RecordingHost;
let other: RecordingHost;
let secure: RecordingHost;
let agent: Agent;
let dir: string;

beforeAll(async () => {
  plain = await startRecordingHost(() => {});
  other = await startRecordingHost(() => {});
  secure = await startRecordingHost(() => {}, tls);
});
beforeEach(() => {
  dir = tempFolder();
  for (const host of [plain, other, secure]) host.requests.length = 0;
});
afterAll(async () => {
  await Promise.all([plain, other, secure].map((host) => host.close()));
  await agent.close();
});

interface Ask {
  url: string;
  baseUrl: string;
  agent: Agent;
  taken?: () => void;
}

function download({ url, baseUrl, agent: dispatcher, taken = () => {} }: Ask) {
  return downloadRecording({
    url,
    stem: 'call-1',
    dir,
    account: { baseUrl, authorization },
    fetch: async (address, init) => {
      const response = await undiciFetch(address, { ...init, dispatcher } as never);
      return tellTaken(response as unknown as Response, cutAt, taken);
    },
    clock: new FakeClock(),
    signal: new AbortController().signal,
    young: true,
    onProgress: () => {},
  });
}

/** Every byte of a request that may not carry them is free of key and token. */
function expectNone(request: string): void {
  expect(request).not.toMatch(/authorization|a2V5|token|cookie/i);
}

describe('an account on this computer, on any way through its ports, names and schemes', () => {
  interface Hop {
    /** Which origin; the first one is the account's. */
    at: number;
    signed: 'no' | 'X-Amz-Signature' | 'Signature' | 'x-amz-credential';
  }
  const hop: fc.Arbitrary<Hop> = fc.record({
    at: fc.nat(3),
    signed: fc.constantFrom('no', 'no', 'X-Amz-Signature', 'Signature', 'x-amz-credential'),
  });

  beforeAll(() => {
    agent = new Agent({ connect: { ca: cert } });
  });

  test('only the account’s own origin ever gets key and token, resumed or not', async () => {
    const origins = [
      plain.origin,
      other.origin,
      plain.origin.replace('127.0.0.1', 'localhost'),
      secure.origin,
    ];
    const start: Hop = { at: 0, signed: 'no' };
    let authorized = 0;
    let resumed = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(hop, { maxLength: 4 }), async (further) => {
        const way = [start, ...further];
        const urls = way.map(({ at, signed }, index) => {
          const query = signed === 'no' ? '' : `?${signed}=1`;
          return `${origins[at]}/hop-${index}.mp3${query}`;
        });
        const seen: string[] = [];
        let cut: ((end: () => void) => void) | null = null;
        for (const host of [plain, other, secure]) {
          host.play = (socket, request) => {
            const index = Number(/^GET \/hop-(\d)/.exec(request)?.[1]);
            seen.push(request);
            const next = urls[index + 1];
            if (next !== undefined) return playStatus(302, { Location: next })(socket, request);
            if (cut === null) return playStored(stored)(socket, request);
            const [top, body] = honestAnswer(stored, request);
            socket.write(top);
            socket.write(body.subarray(0, cutAt));
            cut(() => socket.end());
          };
        }
        const ask = { url: urls[0] ?? '', baseUrl: plain.origin, agent };
        const taken = Promise.withResolvers<void>();
        cut = (end) => void taken.promise.then(end);
        await expect(download({ ...ask, taken: taken.resolve })).rejects.toThrow();
        cut = null;
        await download(ask);
        await rm(`${dir}/call-1.mp3`);

        expect(seen).toHaveLength(2 * way.length);
        seen.forEach((request, order) => {
          const index = order % way.length;
          const inside = way.slice(0, index + 1).every(({ at }) => at === 0);
          if (inside && way[index]?.signed === 'no') {
            expect(headerOf(request, 'authorization')).toBe(authorization);
            authorized += 1;
          } else expectNone(request);
          expect(headerOf(request, 'range')).toBe(order < way.length ? null : `bytes=${cutAt}-`);
          if (order >= way.length) resumed += 1;
        });
      }),
      { seed: 20_260_105, numRuns: 60 },
    );
    expect(authorized).toBeGreaterThan(60);
    expect(resumed).toBeGreaterThan(60);
  });
});

describe('an account at Exotel', () => {
  const baseUrl = 'https://ccm-api.in.exotel.com';
  const url = 'https://recordings.exotel.com/a.mp3';
  let exotel: Agent;

  beforeAll(() => {
    // Every https address leads to the host here, over real TLS with the name that was asked for.
    const port = Number(new URL(secure.origin).port);
    exotel = new Agent({
      connect: ({ hostname }, callback) => {
        const socket = connect({ port, host: '127.0.0.1', servername: hostname, ca: cert });
        socket.once('secureConnect', () => callback(null, socket));
        socket.once('error', (error) => callback(error, null));
      },
    });
  });
  afterAll(() => exotel.close());

  const redirectTo = (location: string): void => {
    secure.play = (socket, request) =>
      request.startsWith('GET /a.mp3')
        ? playStatus(302, { Location: location })(socket, request)
        : playStored(stored)(socket, request);
  };

  test('its recordings get key and token', async () => {
    secure.play = playStored(stored);
    await download({ url, baseUrl, agent: exotel });
    expect(headerOf(secure.requests[0] ?? '', 'authorization')).toBe(authorization);
  });

  test.each([
    'https://s3-ap-south-1.amazonaws.com/b.mp3',
    'https://s3-ap-south-1.amazonaws.com/b.mp3?X-Amz-Algorithm=A&X-Amz-Signature=1',
    'https://recordings.exotel.com:8443/b.mp3',
    'https://recordings.exotel.com/b.mp3?X-Amz-Signature=1',
    '//s3-ap-south-1.amazonaws.com/b.mp3',
  ])('a redirect to %s gets none', async (location) => {
    redirectTo(location);
    await download({ url, baseUrl, agent: exotel });
    expect(secure.requests).toHaveLength(2);
    expectNone(secure.requests[1] ?? '');
  });

  test('a pre-signed address gets none from the start', async () => {
    secure.play = playStored(stored);
    const signed = `${url}?Expires=1&Signature=2`;
    await download({ url: signed, baseUrl, agent: exotel });
    expectNone(secure.requests[0] ?? '');
  });

  test('hostile redirects are refused, and nothing here is asked', async () => {
    const port = new URL(plain.origin).port;
    const hostile = [
      'file:///etc/passwd',
      'data:audio/mpeg;base64,/+8=',
      'javascript:alert(1)',
      'app://handset/recordings/1',
      'http://recordings.exotel.com/b.mp3',
      'https://key:token@recordings.exotel.com/b.mp3',
      'https://evil@recordings.exotel.com/b.mp3',
      `http://127.0.0.1:${port}/b.mp3`,
      `https://127.0.0.1:${port}/b.mp3`,
      `https://localhost:${port}/b.mp3`,
      `https://[::1]:${port}/b.mp3`,
      `https://2130706433:${port}/b.mp3`,
      `//127.1:${port}/b.mp3`,
      'https://169.254.169.254/latest/meta-data',
      'https://[bad/b.mp3',
    ];
    for (const location of hostile) {
      secure.requests.length = 0;
      redirectTo(location);
      await expect(download({ url, baseUrl, agent: exotel }), location).rejects.toMatchObject({
        code: 'recording_refused',
      });
      expect([location, secure.requests.length]).toEqual([location, 1]);
    }
    expect(plain.requests).toEqual([]);
  });

  test('a body on a redirect is nothing to go on with', async () => {
    secure.play = (socket) => {
      const headers = { ETag: stored.etag, 'Content-Length': 3, 'Content-Type': 'audio/mpeg' };
      socket.end(`${head(302, headers)}ID3`);
    };
    await expect(download({ url, baseUrl, agent: exotel })).rejects.toMatchObject({
      code: 'provider_unclear',
    });
  });
});

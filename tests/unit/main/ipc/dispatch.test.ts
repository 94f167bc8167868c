import { SqliteError } from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDispatcher, type Sender } from '../../../../src/main/ipc/dispatch.ts';
import { appOrigin } from '../../../../src/main/ipc/trusted-sender.ts';
import { channelNames, type Handlers } from '../../../../src/shared/contract/index.ts';
import { AppFailure } from '../../../../src/shared/domain/app-error.ts';
import type { Call } from '../../../../src/shared/domain/call.ts';
import { aCall } from '../../../support/a-call.ts';

const call = aCall();
const us: Sender = { windowIsOurs: true, frame: { origin: appOrigin, parent: null } };

const unexpected = new Proxy(
  {},
  {
    get: (_target, name) => () => {
      throw new Error(`unexpected ${String(name)}`);
    },
  },
);

/** Handlers of which only those under test exist; the rest would fail the test if called. */
function setUp(
  calls: Partial<Handlers['calls']> = {},
  log: string[] = [],
  dialing: object = unexpected,
) {
  const areas = Object.keys(channelNames().commands);
  const handlers = Object.fromEntries(areas.map((area) => [area, unexpected]));
  return createDispatcher({
    handlers: { ...handlers, calls, dialing } as unknown as Handlers,
    describe: (code, params) => ({ message: `${code} ${JSON.stringify(params)}` }),
    log: {
      warn: (message) => log.push(message),
      error: (message, cause) => log.push(`${message}: ${String(cause)}`),
    },
  });
}

test('every command of the contract has its channel', () => {
  const { commands } = channelNames();
  const expected = Object.entries(commands).flatMap(([area, names]) =>
    names.map((name) => `${area}:${name}`),
  );
  expect(setUp().channels).toEqual(expected);
});

test('the parsed input reaches the service, and its answer comes back', async () => {
  const seen: unknown[] = [];
  const { dispatch } = setUp({
    finishWrapUp: (input) => {
      seen.push(input);
      return call;
    },
  });
  expect(await dispatch('calls:finishWrapUp', us, { id: 'a', more: 1 })).toEqual({
    ok: true,
    value: call,
  });
  expect(seen).toEqual([{ id: 'a' }]);
});

test.each([
  ['offer', { number: '98765 43210', source: 'dialer', practice: false }],
  ['confirm', { id: 'dial-1' }],
])('a dial is never done again by itself: %s', async (command, input) => {
  let dials = 0;
  const dial = () => {
    dials += 1;
    const cause = new SqliteError('database is locked', 'SQLITE_BUSY');
    throw new AppFailure('database_busy', {}, { cause });
  };
  const { dispatch } = setUp({}, [], { [command]: dial });
  const answer = await dispatch(`dialing:${command}`, us, input);
  expect(answer).toMatchObject({ ok: false, error: { code: 'database_busy' } });
  expect(dials).toBe(1);
});

test('a service may be an instance of a class', async () => {
  class Calls {
    readonly answer = call;
    finishWrapUp(): Call {
      return this.answer;
    }
  }
  const { dispatch } = setUp(new Calls());
  expect(await dispatch('calls:finishWrapUp', us, { id: 'a' })).toEqual({ ok: true, value: call });
});

test('a message from elsewhere is refused before it is read', async () => {
  const log: string[] = [];
  const { dispatch } = setUp({}, log);
  const strangers: Sender[] = [
    { ...us, windowIsOurs: false },
    { ...us, frame: null },
    { windowIsOurs: true, frame: { origin: appOrigin, parent: {} } },
    { windowIsOurs: true, frame: { origin: 'https://evil.example', parent: null } },
  ];
  for (const sender of strangers) {
    const answer = await dispatch('calls:finishWrapUp', sender, { id: 'a' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'refused_sender' } });
  }
  expect(log).toHaveLength(strangers.length);
});

test('a frame that vanishes while it is asked does no harm', async () => {
  const { dispatch } = setUp();
  const frame = {
    parent: null,
    get origin(): string {
      throw new Error('Render frame was disposed before WebFrameMain could be accessed');
    },
  };
  const answer = await dispatch('calls:current', { windowIsOurs: true, frame }, {});
  expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
});

test('no input of the wrong shape passes, and none of its values is logged', async () => {
  const log: string[] = [];
  const { dispatch } = setUp({}, log);
  const anything = fc
    .anything()
    .filter((value) => typeof (value as { text?: unknown } | null)?.text !== 'string');
  await fc.assert(
    fc.asyncProperty(anything, async (input) => {
      const answer = await dispatch('dialing:understand', us, input);
      expect(answer).toMatchObject({ ok: false, error: { code: 'bad_input' } });
    }),
  );
  log.length = 0;
  await dispatch('account:save', us, { apiToken: 'canary-token', apiKey: 5 });
  expect(log.join()).toContain('apiKey');
  expect(log.join()).not.toContain('canary');
});

test('a channel outside the contract is bad input', async () => {
  const { dispatch } = setUp();
  for (const channel of ['calls:nothing', 'calls:constructor', '__proto__:toString', '']) {
    const answer = await dispatch(channel, us, {});
    expect(answer).toMatchObject({ ok: false, error: { code: 'bad_input' } });
  }
});

test('a failure raised on purpose comes back in words', async () => {
  const { dispatch } = setUp({
    finishWrapUp: () => {
      throw new AppFailure('not_found', { number: '+911' });
    },
  });
  expect(await dispatch('calls:finishWrapUp', us, { id: 'a' })).toEqual({
    ok: false,
    error: { code: 'not_found', message: 'not_found {"number":"+911"}' },
  });
});

test('any other failure is internal: logged, and not told', async () => {
  const log: string[] = [];
  const { dispatch } = setUp(
    { finishWrapUp: () => Promise.reject(new Error('private detail')) },
    log,
  );
  const answer = await dispatch('calls:finishWrapUp', us, { id: 'a' });
  expect(answer).toEqual({ ok: false, error: { code: 'internal', message: 'internal {}' } });
  expect(log).toEqual(['calls:finishWrapUp failed: Error: private detail']);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDispatcher } from '../../../../src/main/ipc/dispatch.ts';
import { type AreaName, contract, type Handlers } from '../../../../src/shared/contract/index.ts';

const ourWindow = { windowIsOurs: true, frame: { origin: 'app://handset', parent: null } };

/** Handlers that take whatever comes, and keep it. */
function everyHandler(taken: unknown[]): Handlers {
  const area = new Proxy({}, { get: () => (input: unknown) => taken.push(input) });
  return new Proxy({}, { get: () => area }) as Handlers;
}

/** What a hostile page could send: anything that structured clone lets through. */
const anything = fc.anything({
  withDate: true,
  withMap: true,
  withSet: true,
  withBigInt: true,
  withNullPrototype: true,
  withTypedArray: true,
  maxDepth: 3,
});

const commands = (Object.keys(contract) as AreaName[]).flatMap((area) =>
  Object.entries(contract[area].commands).map(([name, { input }]) => ({
    channel: `${area}:${name}`,
    input,
    // Its own keys with any values come nearer to the truth than noise does.
    almost: fc.record(
      Object.fromEntries(
        Object.keys('shape' in input ? input.shape : {}).map((k) => [k, anything]),
      ),
      { requiredKeys: [] },
    ),
  })),
);

test('there is something to fuzz', () => {
  expect(commands.length).toBeGreaterThan(30);
});

test.each(commands)('$channel lets nothing through that its schema refuses', async (command) => {
  const taken: unknown[] = [];
  const { dispatch } = createDispatcher({
    handlers: everyHandler(taken),
    describe: () => ({ message: 'refused' }),
    log: { warn: () => {}, error: () => {} },
  });
  await fc.assert(
    fc.asyncProperty(fc.oneof(anything, command.almost), async (payload) => {
      taken.length = 0;
      const result = await dispatch(command.channel, ourWindow, payload);
      const parsed = command.input.safeParse(payload);
      expect(result.ok).toBe(parsed.success);
      expect(taken).toEqual(parsed.success ? [parsed.data] : []);
      if (!result.ok) expect(result.error.code).toBe('bad_input');
    }),
  );
});

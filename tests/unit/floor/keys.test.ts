import { expect, test } from 'vitest';
import {
  agentKeys,
  agentSecret,
  callbackPath,
  callKey,
  customerMark,
  floorKey,
  pathSecret,
  relayPassword,
  stickyKey,
} from '../../../src/floor/keys.ts';

const master = Buffer.alloc(32, 7);
const asha = { id: 'asha', generation: 1 };

test('everything derives from the master, and from nothing that two have in common', () => {
  const derived = [
    agentSecret(master, 'f1', asha),
    agentSecret(master, 'f1', { ...asha, generation: 2 }),
    agentSecret(master, 'f1', { ...asha, id: 'vikram' }),
    agentSecret(master, 'f2', asha),
    agentSecret(Buffer.alloc(32, 8), 'f1', asha),
    stickyKey(master, 'f1'),
    floorKey(master, 'f1'),
    relayPassword(master, 'f1', 'relay-1'),
    relayPassword(master, 'f1', 'relay-2'),
    ...(['wall', 'connect', 'dial', 'passthru'] as const).map((path) =>
      pathSecret(master, 'f1', path),
    ),
    ...Object.values(agentKeys(agentSecret(master, 'f1', asha))),
  ].map((each) => (typeof each === 'string' ? each : each.toString('base64url')));
  expect(new Set(derived).size).toBe(derived.length);
  // The same again tomorrow: what was handed out must stay valid through every version.
  expect(agentSecret(master, 'f1', asha).toString('hex')).toMatchInlineSnapshot(
    `"29ebef93cbce54c8dc7956ed45d8fe0dd9d1d55984bb001cd9fa16a17b35d3c1"`,
  );
  expect(agentKeys(agentSecret(master, 'f1', asha)).brokerPassword).toMatchInlineSnapshot(
    `"Geh_iWVQLnP8k5tWCtVpACsyIPnoTDIa"`,
  );
});

test('path secrets have 32 characters that need no escaping', () => {
  const { callbackSecret } = agentKeys(agentSecret(master, 'f1', asha));
  expect(callbackSecret).toMatch(/^[\w-]{32}$/);
  expect(callbackPath('asha', callbackSecret)).toBe(`/a/asha/exotel/${callbackSecret}`);
  expect(pathSecret(master, 'f1', 'wall')).toMatch(/^[\w-]{32}$/);
});

test('a customer and a call have a mark that does not say who', () => {
  const sticky = stickyKey(master, 'f1');
  expect(customerMark(sticky, '+919800000011')).toMatch(/^[\w-]{11}$/);
  expect(customerMark(sticky, '+919800000011')).not.toBe(customerMark(sticky, '+919800000012'));
  expect(callKey(floorKey(master, 'f1'), 'sid-1')).toMatch(/^[0-9a-f]{16}$/);
});

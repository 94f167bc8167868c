import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readJoinText } from '../../../src/floor/join-text.ts';
import { agentSecret, stickyKey } from '../../../src/floor/keys.ts';
import { AgentList } from '../../../src/relay/cli/agents.ts';
import { init } from '../../../src/relay/cli/init.ts';
import { readConfig, readMaster } from '../../../src/relay/setup/read-files.ts';
import { relayFolderWith } from '../../support/relay-folder.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const floor = {
  floor: 'f1',
  name: 'Pune',
  publicUrl: 'https://relay.example.com',
  brokerUrl: 'mqtt://127.0.0.1',
  desktopUrl: undefined,
};

/** A folder as `init` makes it. */
const freshFloor = () => {
  const path = join(tempFolder(), 'relay');
  const { folder } = init(path, floor);
  return { path, folder, list: new AgentList(path) };
};
/** Logins of every floor's relays. */
const usual = ['relay-1', 'relay-2', 'relay-1-check', 'relay-2-check', 'router-f1'];
const logins = (passwords: string) =>
  readFileSync(passwords, 'utf8')
    .trimEnd()
    .split('\n')
    .map((row) => row.split(':')[0]);

test('init writes everything that a relay and its broker read', () => {
  const { folder } = freshFloor();
  expect(readConfig(folder).broker).toEqual({
    url: 'mqtt://127.0.0.1',
    publicUrl: 'wss://relay.example.com/mqtt',
  });
  expect(readMaster(folder, undefined)).toHaveLength(32);
  expect(statSync(folder.master).mode & 0o777).toBe(0o600);
  expect(logins(folder.broker.passwords)).toEqual(usual);
  expect(readFileSync(folder.broker.acl, 'utf8')).toMatch(/^user relay-2$/m);
  expect(readFileSync(folder.broker.config, 'utf8')).toContain('listener 1883 127.0.0.1\n');
});

test('init leaves alone what is there', () => {
  const { path, folder } = freshFloor();
  const before = readFileSync(folder.master, 'utf8');
  expect(() => init(path, floor)).toThrow(/There is a relay in .* already/);
  expect(readFileSync(folder.master, 'utf8')).toBe(before);
});

test('init says which address cannot be one', () => {
  const path = join(tempFolder(), 'relay');
  expect(() => init(path, { ...floor, publicUrl: 'relay' })).toThrow(/\n {2}publicUrl: /);
  expect(() => statSync(path)).toThrow('ENOENT');
});

test('on this computer alone, desktops reach the broker itself', () => {
  const path = join(tempFolder(), 'relay');
  const { config } = init(path, { ...floor, publicUrl: 'http://127.0.0.1:47900' });
  expect(config.broker.publicUrl).toBe('ws://127.0.0.1:47902');
});

test('an agent who is added gets a text to join by, and a login at the broker', () => {
  const { list, folder } = freshFloor();
  const { added, known } = list.add([{ id: 'asha', name: 'Asha Rao' }]);
  expect(known).toEqual([]);
  const secret = agentSecret(readMaster(folder, undefined), 'f1', { id: 'asha', generation: 1 });
  expect(readJoinText(added[0]?.joinText ?? '')).toEqual({
    kind: 'ok',
    joining: {
      relay: 'https://relay.example.com',
      broker: 'wss://relay.example.com/mqtt',
      floor: 'f1',
      agent: 'asha',
      name: 'Asha Rao',
      generation: 1,
      secret: secret.toString('base64url'),
      sticky: stickyKey(readMaster(folder, undefined), 'f1').toString('base64url'),
    },
  });
  expect(logins(folder.broker.passwords)).toEqual([...usual, 'asha']);
  expect(list.all()).toEqual([{ id: 'asha', name: 'Asha Rao', generation: 1 }]);
});

test('those who are there already keep what they have', () => {
  const { list } = freshFloor();
  list.add([{ id: 'asha', name: 'Asha Rao' }]);
  list.renew('asha');
  const { added, known } = list.add([
    { id: 'asha', name: 'Another' },
    { id: 'vikram', name: 'Vikram Shah' },
  ]);
  expect(added.map(({ agent }) => agent.id)).toEqual(['vikram']);
  expect(known).toEqual([{ id: 'asha', name: 'Asha Rao', generation: 2 }]);
});

test('a secret that was revoked never works again, not even for an agent who comes back', () => {
  const { list } = freshFloor();
  const [first] = list.add([{ id: 'asha', name: 'Asha Rao' }]).added;
  const renewed = list.renew('asha');
  expect(list.remove('asha').generation).toBe(2);
  expect(list.all()).toEqual([]);
  const [again] = list.add([{ id: 'asha', name: 'Asha Rao' }]).added;
  expect(again?.agent.generation).toBe(3);
  expect(new Set([first, renewed, again].map((one) => one?.joinText)).size).toBe(3);
});

test.each([
  [[{ id: 'Asha', name: 'Asha' }], /"Asha": id: /],
  [[{ id: 'asha', name: ' ' }], /"asha": name: /],
  [[{ id: 'relay-1', name: 'R' }], /name of a relay/],
  [[{ id: 'relay-7', name: 'R' }], /name of a relay/],
  [[{ id: 'router', name: 'R' }], /name of a relay/],
  [
    [
      { id: 'ok', name: 'Ok' },
      { id: 'ok', name: 'Ok' },
    ],
    /"ok" is there twice/,
  ],
])('%j is refused, and nobody is added', (wanted, complaint) => {
  const { list } = freshFloor();
  expect(() => list.add([{ id: 'fine', name: 'Fine' }, ...wanted])).toThrow(complaint);
  expect(list.all()).toEqual([]);
});

test('an agent whom nobody knows is neither renewed nor removed', () => {
  const { list } = freshFloor();
  expect(() => list.renew('asha')).toThrow(/There is no agent "asha"/);
  expect(() => list.remove('asha')).toThrow(/There is no agent "asha"/);
});

test('two commands do not change the list at once', () => {
  const { list, folder } = freshFloor();
  writeFileSync(`${folder.agents}.lock`, '');
  expect(() => list.add([{ id: 'asha', name: 'Asha' }])).toThrow(/Another command is changing/);
  expect(list.all()).toEqual([]);
});

test('a relay of another name is no agent either', () => {
  const { folder } = relayFolderWith([], {
    ...{ floor: 'f1', name: 'F', relay: 'mumbai', publicUrl: 'https://r.example' },
    broker: { url: 'mqtt://b.example', publicUrl: 'wss://r.example/mqtt' },
  });
  const list = new AgentList(folder.path);
  expect(() => list.add([{ id: 'mumbai', name: 'M' }])).toThrow(/name of a relay/);
  list.add([{ id: 'asha', name: 'Asha' }]);
  expect(logins(folder.broker.passwords)).toEqual([
    ...['relay-1', 'relay-2', 'mumbai'],
    ...['relay-1-check', 'relay-2-check', 'mumbai-check', 'router-f1', 'asha'],
  ]);
});

test('a phone is stored as E.164, and no two agents have the same', () => {
  const { list } = freshFloor();
  list.add([{ id: 'asha', name: 'Asha', uri: '098000 00001' }]);
  expect(list.all()).toMatchObject([{ id: 'asha', uri: '+919800000001' }]);
  const ravi = { id: 'ravi', name: 'Ravi' };
  expect(() => list.add([{ ...ravi, uri: '+91 98000 00001' }])).toThrow(
    /"asha" and "ravi" have the same phone, \+919800000001\. Give/,
  );
  expect(() => list.add([{ ...ravi, uri: '12' }])).toThrow(/"ravi": uri: is neither a number/);
  expect(list.all()).toHaveLength(1);
});

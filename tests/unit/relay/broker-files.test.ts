import { expect, test } from 'vitest';
import { brokerAcl, brokerPasswords } from '../../../src/relay/setup/broker-files.ts';
import { asha, vikram } from '../../support/relay-folder.ts';

test('agents may use their own topics, relays everything of the floor', () => {
  expect(brokerAcl('f1', ['relay-1', 'relay-2'])).toBe(`# Every agent, by login.
pattern readwrite handset/1/f1/agent/%u/state
pattern write handset/1/f1/agent/%u/out
pattern write handset/1/f1/agent/%u/recent
pattern read handset/1/f1/agent/%u/in
# The same for all: mosquitto warns that it holds no %u, and does what it says.
pattern read handset/1/f1/floor

user relay-1
topic readwrite handset/1/f1/#

user relay-2
topic readwrite handset/1/f1/#

user relay-1-check
topic readwrite handset/1/f1/#

user relay-2-check
topic readwrite handset/1/f1/#

user router-f1
topic readwrite handset/1/f1/#
`);
});

test('a line for each login, salted, without the password', () => {
  const logins = { master: Buffer.alloc(32), floor: 'f1', relays: ['relay-1'] };
  const text = () => brokerPasswords({ ...logins, agents: [asha, vikram] });
  const rows = text().trimEnd().split('\n');
  expect(rows.map((row) => row.split(':')[0])).toEqual([
    'relay-1',
    'relay-1-check',
    'router-f1',
    'asha',
    'vikram',
  ]);
  for (const row of rows) expect(row).toMatch(/^[\w-]+:\$7\$101\$[\w+/]{16}\$[\w+/]{86}==$/);
  expect(text()).not.toBe(text());
});

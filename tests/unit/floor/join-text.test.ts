import { describe, expect, test } from 'vitest';
import { type Joining, readJoinText, writeJoinText } from '../../../src/floor/join-text.ts';

const joining: Joining = {
  relay: 'https://relay.example.com',
  broker: 'wss://relay.example.com/mqtt',
  floor: 'f1',
  agent: 'asha',
  name: 'Asha Rao',
  generation: 1,
  secret: 'A'.repeat(43),
  sticky: 'B'.repeat(43),
};
const text = writeJoinText(joining);
const writtenAs = (content: unknown) =>
  `handset-join:1.${Buffer.from(JSON.stringify(content)).toString('base64url')}`;

describe('a join text', () => {
  test('is read as it was written, also out of a mail that broke its lines', () => {
    const mail = `Dear Asha,\n\n  ${text.slice(0, 70)}\n${text.slice(70, 140)}\r\n> \u200b${text.slice(140)} \n`;
    expect(readJoinText(text)).toEqual({ kind: 'ok', joining });
    expect(readJoinText(mail.replace('> ', ''))).toEqual({ kind: 'ok', joining });
  });

  test.each([
    ['nothing', ''],
    ['something else', 'https://relay.example.com'],
    ['only a part of it', text.slice(0, 100)],
    ['a floor that is no name', writtenAs({ ...joining, floor: 'F 1/#' })],
    ['an agent with a wildcard', writtenAs({ ...joining, agent: '+' })],
    ['a secret that is too short', writtenAs({ ...joining, secret: 'AAAA' })],
    ['an address of another kind', writtenAs({ ...joining, relay: 'ftp://relay.example.com' })],
    ['no object', writtenAs('asha')],
  ])('%s is unreadable', (_what, pasted) => {
    expect(readJoinText(pasted)).toEqual({ kind: 'unreadable' });
  });

  test('of a later version says so', () => {
    expect(readJoinText(text.replace(':1.', ':2.'))).toEqual({ kind: 'newer' });
  });

  test.each([
    ['relay', 'http://relay.example.com'],
    ['broker', 'ws://relay.example.com/mqtt'],
    ['relay', 'http://127.0.0.1.example.com'],
  ])('its %s must be encrypted', (which, address) => {
    expect(readJoinText(writtenAs({ ...joining, [which]: address }))).toEqual({ kind: 'insecure' });
  });

  test('on this computer nobody can read along', () => {
    const here = { ...joining, relay: 'http://127.0.0.1:47900', broker: 'ws://localhost:9001' };
    expect(readJoinText(writtenAs(here))).toEqual({ kind: 'ok', joining: here });
  });
});

import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seal, unseal } from '../../../src/floor/sealed.ts';

const key = { key: randomBytes(32), generation: 1 };
const topic = 'handset/1/f1/agent/asha/in';

describe('a sealed message', () => {
  test('is read by its key on its topic, whatever it says', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (message) => {
        const back = unseal(seal(message, topic, key), topic, key);
        expect(JSON.stringify(back)).toBe(JSON.stringify(message));
      }),
      { numRuns: 200 },
    );
  });

  test('says nothing in clear, and never the same twice', () => {
    const one = seal({ caller: '+919800000011' }, topic, key);
    expect(one).not.toContain('9800000011');
    expect(Buffer.from(JSON.parse(one).c, 'base64url').toString('latin1')).not.toContain('98000');
    expect(seal({ caller: '+919800000011' }, topic, key)).not.toBe(one);
  });

  test.each([
    ['another key', { key: randomBytes(32), generation: 1 }, topic],
    ['another topic', key, 'handset/1/f1/agent/vikram/in'],
  ])('is not read with %s', (_what, withKey, onTopic) => {
    expect(unseal(seal('secret', topic, key), onTopic, withKey)).toBeNull();
  });

  test('is refused with any one bit changed, cut off, or not sealed at all', () => {
    const { n, c, ...rest } = JSON.parse(seal('secret', topic, key));
    const bytes = Buffer.from(c, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const text = JSON.stringify({ ...rest, n, c: changed.toString('base64url') });
      expect(unseal(text, topic, key)).toBeNull();
    }
    for (const text of [
      JSON.stringify({ ...rest, n, c: bytes.subarray(0, 15).toString('base64url') }),
      JSON.stringify({ ...rest, n: 'AAAA', c }),
      JSON.stringify({ ...rest, v: 2, n, c }),
      '"secret"',
      'no json',
      '',
    ])
      expect(unseal(text, topic, key)).toBeNull();
  });
});

import { describe, expect, test } from 'vitest';
import { en } from '../../../src/shared/messages/en.ts';
import { hi } from '../../../src/shared/messages/hi.ts';

/** Every sentence by its key. */
function sentences(messages: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(messages).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[`${path}${key}`, value] as const]
        : [...sentences(value, `${path}${key}.`)],
    ),
  );
}

function placeholders(sentence: string): string[] {
  return [...sentence.matchAll(/\{\{(\w+)/g)].map(([, name]) => name ?? '').sort();
}

const english = sentences(en);
const hindi = sentences(hi);

describe('messages', () => {
  test('both languages have the same sentences', () => {
    expect([...hindi.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('a translation takes the same values', () => {
    // A singular may leave its number out.
    for (const [key, sentence] of english) {
      if (key.endsWith('_one')) continue;
      expect([key, placeholders(hindi.get(key) ?? '')]).toEqual([key, placeholders(sentence)]);
    }
  });

  test('no sentence is empty, and all quotes are typographic', () => {
    for (const [key, sentence] of [...english, ...hindi]) {
      expect([key, sentence.trim()]).toEqual([key, sentence]);
      expect([key, sentence]).not.toEqual([key, '']);
      expect([key, sentence]).toEqual([key, sentence.replaceAll(/['"]/g, '’')]);
    }
  });

  test('whole sentences end as sentences do', () => {
    for (const [key, sentence] of [...english, ...hindi]) {
      if (!/^(errors|refusals|notices)\./.test(key)) continue;
      expect([key, sentence]).toEqual([key, expect.stringMatching(/[.।?”]$/)]);
    }
  });
});

import { describe, expect, test } from 'vitest';
import { fieldsAtFault } from '../../../src/renderer/src/features/onboarding/account-fields.ts';
import { settingsSections } from '../../../src/renderer/src/route.ts';
import { errorCodes } from '../../../src/shared/domain/app-error.ts';
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

  test.each([
    ['en', en],
    ['hi', hi],
  ] as const)('%s: a place in the settings that a sentence names is there', (_, messages) => {
    const places = settingsSections.map((section) => messages.settings[section].title);
    for (const [key, sentence] of sentences(messages)) {
      const at = sentence.indexOf(`${messages.settings.title} › `);
      // A link leads there, and is found by its name; the practice tip names no place.
      if (at < 0 || key === 'frame.mend') continue;
      const rest = sentence.slice(at + messages.settings.title.length + 3);
      expect([key, places.some((place) => rest.startsWith(place))]).toEqual([key, true]);
    }
  });

  test('what is said while an account is set up speaks of no settings and of no dialling', () => {
    const codes = errorCodes.filter(
      (code) => fieldsAtFault(code).length > 0 || code.startsWith('provider_'),
    );
    for (const { message, hint } of codes.map((code) => en.errors[code]))
      expect(`${message} ${hint}`).not.toMatch(/Settings|dialled/);
  });

  test('whole sentences end as sentences do', () => {
    for (const [key, sentence] of [...english, ...hindi]) {
      if (!/^(errors|refusals|notices)\./.test(key)) continue;
      expect([key, sentence]).toEqual([key, expect.stringMatching(/[.।?”]$/)]);
    }
  });
});

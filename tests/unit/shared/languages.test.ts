import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { settingsSchema } from '../../../src/shared/domain/settings.ts';
import { chosenLanguage, type Language, languages } from '../../../src/shared/languages.ts';
import { english } from '../../../src/shared/messages/messages.ts';
import { placeholders, sentences } from '../../support/sentences.ts';

const root = join(import.meta.dirname, '../../..');
const folder = 'src/shared/messages';
const filesBelow = (path: string) =>
  readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('one list of languages', () => {
  test('has a folder of messages for each, and no folder is without a language', () => {
    const folders = readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(folders.sort()).toEqual(languages.map(({ id }) => id).sort());
  });

  test('a folder is JSON of the same areas, and the same index', () => {
    const index = (id: string) => readFileSync(join(root, folder, id, 'index.ts'), 'utf8');
    const translations = languages.map(({ id }) => id).filter((id) => id !== 'en');
    for (const id of translations) {
      const json = readdirSync(join(root, folder, id)).filter((name) => name !== 'index.ts');
      expect(json).toEqual(readdirSync(join(root, folder, 'en')));
      expect(new Set(translations.map(index)).size).toBe(1);
    }
  });

  test('nothing but the list names a language besides English', () => {
    const others = languages.filter(({ id }) => id !== 'en').map(({ id }) => id);
    const named = new RegExp(`['"\`/](${others.join('|')})(-\\w+)?['"\`/]`);
    expect(named.test("language === 'hi'")).toBe(true);
    const naming = filesBelow('src').filter((path) => named.test(readFileSync(path, 'utf8')));
    expect(naming).toEqual([join(root, 'src/shared/languages.ts')]);
  });

  test('the setting takes what is in it, and the system’s', () => {
    const setting = settingsSchema.shape.language.unwrap();
    expect(setting.options).toEqual(['system', ...languages.map(({ id }) => id)]);
  });
});

describe('the chosen language', () => {
  test.each([
    ['hi', 'en-US', 'hi'],
    ['en', 'hi-IN', 'en'],
    ['system', 'hi', 'hi'],
    ['system', 'hi-IN', 'hi'],
    ['system', 'HI_in', 'hi'],
    ['system', 'hil', 'en'],
    ['system', 'de-DE', 'en'],
    ['system', '', 'en'],
  ] as const)('%s on a system in “%s” is %s', (setting, locale, language) => {
    expect(chosenLanguage(setting, locale)).toBe(language);
  });

  test('is a new one as soon as the list has it', () => {
    const pseudo = 'qps' as Language;
    expect(chosenLanguage('system', 'qps-ploc', ['en', pseudo])).toBe(pseudo);
    expect(chosenLanguage('system', 'qps-ploc')).toBe('en');
  });
});

describe('descriptions for translators', () => {
  const descriptions: { keys: Record<string, string>; values: Record<string, string> } = JSON.parse(
    readFileSync(join(root, folder, 'descriptions.json'), 'utf8'),
  );
  const words = sentences(english);

  test('are of keys that exist', () => {
    const isThere = (path: string) =>
      [...words.keys()].some(
        (key) => key === path || key.startsWith(`${path}.`) || key.startsWith(`${path}_`),
      );
    expect(Object.keys(descriptions.keys).filter((path) => !isThere(path))).toEqual([]);
  });

  test('say of each value what it is', () => {
    const taken = new Set([...words.values()].flatMap(placeholders));
    expect(Object.keys(descriptions.values).sort()).toEqual([...taken].sort());
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldText } from '../../../src/shared/domain/fold-text.ts';
import { textsOfScripts } from '../../fixtures/texts-of-scripts.ts';

const forms = ['NFC', 'NFD', 'NFKC', 'NFKD'] as const;
const texts = Object.entries(textsOfScripts);

describe('what reads the same is one text', () => {
  test.each([
    ['accents', 'José Ñandú', 'JOSE NANDU'],
    ['strokes and ligatures of Latin', 'Łódź œuvre Ægir Đặng', 'lodz oeuvre aegir dang'],
    ['sharp s', 'Straße STRASSE GROẞ', 'strasse strasse gross'],
    ['the Turkish i', 'ışık İSTANBUL I i', 'isik istanbul i i'],
    ['the sigma at the end', 'ΟΔΥΣΣΕΑΣ ὀδυσσεας', 'οδυσσεασ οδυσσεασ'],
    ['Cyrillic', 'Фёдор Йод', 'федор иод'],
    ['typographic ligatures', 'ﬁn ﬄ ℡ ㎏', 'fin ffl tel kg'],
    ['full width', 'Ｆｕｌｌ　ｗｉｄｔｈ', 'full width'],
    ['a nukta within and apart', '\u095bाकिर', 'ज\u093cाकिर'],
    ['a nukta, and none', 'फ़ोन कपड़ा ग़लत', 'फोन कपडा गलत'],
    ['a vowel sign in parts', '\u0995\u09c7\u09be \u0b95\u0bca', '\u0995\u09cb \u0b95\u0bc6\u0bbe'],
    ['a chillu and its older spelling', 'അവൻ', 'അവന\u0d4d\u200d'],
    ['khanda ta and its older spelling', 'উৎসব', 'উত\u09cd\u200dসব'],
    [
      'joiners, soft hyphens, direction',
      'क\u094d\u200dष\u200c \u202aco\u00adop\u202c\ufeff',
      'क\u094dष coop',
    ],
    ['presentation forms and tatweel', 'ﻣﺤﻤﺪ مـحـمـد ﻻ', 'محمد محمد لا'],
    ['vowel signs of Arabic', 'مُحَمَّد أحمد', 'محمد احمد'],
    ['yeh and kaf of two keyboards', 'علی اکرم', 'علي اكرم'],
    ['points of Hebrew', 'שָׁלוֹם \ufb2a', 'שלום ש'],
    ['Hangul in letters', '\u1112\u1161\u11ab', '\ud55c'],
    ['half-width kana', 'ﾀﾞｲｽｹ', 'ダイスケ'],
    ['marks in another order', 'ก\u0e39\u0e48', 'ก\u0e48\u0e39'],
    ['digits', '९८७ ৯৮ ௯௮ ٣٤ ۳۴ ９８ 𝟗𝟖', '987 98 98 34 34 98 98'],
    ['dashes and quotes', 'O’Neill ‐‑–—− “x”', 'o\'neill ----- "x"'],
    ['spaces', ' a\u00a0 b\t\nc\0d ', 'a b c d'],
    ['an emoji in colour', '❤️', '❤'],
  ])('%s', (_, one, other) => expect(foldText(one)).toBe(foldText(other)));

  test.each(texts)('%s in any form and case', (_, text) => {
    const variants = forms.flatMap((form) => [
      text.normalize(form),
      text.normalize(form).toUpperCase(),
      text.normalize(form).toLowerCase(),
      [...text.normalize(form)].join('\u00ad'),
    ]);
    for (const variant of variants) expect(foldText(variant)).toBe(foldText(text));
  });

  test('any text in any form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...forms), (text, form) => {
        expect(foldText(text.normalize(form))).toBe(foldText(text));
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });
});

describe('what is another word stays one', () => {
  test.each([
    ['vowel signs', 'कि', 'की'],
    ['a virama', 'कम', 'क्म'],
    ['an anusvara', 'बद', 'बंद'],
    ['vowel signs of Tamil', 'கி', 'கீ'],
    ['tone marks of Thai', 'ใกล้', 'ใกล'],
    ['voiced marks of Japanese', 'か', 'が'],
    ['letters', 'a', 'b'],
    ['+', '+91', '91'],
  ])('%s', (_, one, other) => expect(foldText(one)).not.toBe(foldText(other)));
});

test('a part of a text, as eyes part it, is in it', () => {
  const segments = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const cut = fc.tuple(fc.constantFrom(...texts.map(([, text]) => text)), fc.nat(), fc.nat());
  fc.assert(
    fc.property(cut, fc.constantFrom(...forms), ([text, from, length], form) => {
      const letters = [...segments.segment(text)].map(({ segment }) => segment);
      const start = from % letters.length;
      const part = letters.slice(start, start + 1 + (length % letters.length)).join('');
      expect(foldText(text)).toContain(foldText(part.normalize(form)));
    }),
    { numRuns: 2_000 },
  );
});

test('a letter of Hangul is found before its last part is typed', () => {
  expect(foldText('김민수')).toContain(foldText('기'));
});

test('more characters than are remembered fold the same', () => {
  const han = Array.from({ length: 6_000 }, (_, index) => String.fromCodePoint(0x4e00 + index));
  expect(foldText(`${han.join('')}É`)).toBe(`${han.join('')}e`);
  expect(foldText('Ж')).toBe('ж');
});

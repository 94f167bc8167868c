import { digitOf } from './digit-of.ts';

/**
 * Normalises a text for searching, comparing and sorting, here and in the database, so that
 * whatever reads the same is spelled the same. Canonical and compatible forms (Unicode Standard
 * Annex 15) become one, as do upper and lower case; digits of every script become ASCII, as do
 * dashes and quotes. Letters stay decomposed: composing them would hide the beginning of a letter
 * from somebody who has not typed its end yet, and some letters (U+0958 to U+095F) have no composed
 * form at all.
 *
 * What is dropped, and what is kept:
 * - Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs of Arabic and tatweel are
 *   dropped: people leave them out.
 * - The nukta of the Indian scripts is dropped: people leave it out too (फोन for फ़ोन), so ज finds
 *   ज़ and ज़ finds ज. One person too many in a list is noticed; a missing one is not.
 * - Vowel signs, virama and anusvara of those scripts are kept, as are the tone marks of Thai and
 *   the voiced marks of Japanese: without them a word is a different word.
 * - Invisible characters (joiners, soft hyphens, direction marks, variation selectors) are dropped.
 */
export function foldText(text: string): string {
  const folded = asciiOnly.test(text) ? text.toLowerCase() : foldCharacters(text.toWellFormed());
  return folded.replace(spaces, ' ').trim();
}

const asciiOnly = /^[\0-\x7f]*$/;
const spaces = /[\s\p{Cc}]+/gu;

const gone = [
  /^[\p{Default_Ignorable_Code_Point}\p{Cf}\u0640]$/u,
  // Marks that belong to no script of their own are accents, except two of Japanese, and a Greek
  // iota.
  /^[[[\p{Mn}\p{Me}]&&[\p{Script=Inherited}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}]]--[\u0345\u3099\u309a]]$/v,
  // Nuktas.
  /^[\u093c\u09bc\u0a3c\u0abc\u0b3c\u0c3c\u0cbc\u{110ba}\u{11173}\u{111ca}\u{11236}\u{112e9}\u{1133c}\u{114c3}\u{115c0}\u{116b7}\u{1183a}]$/u,
];

/**
 * Letters that Unicode keeps apart but that are two spellings of one: strokes, which keyboards of
 * other languages lack; Malayalam's chillus and Bengali's khanda ta, which older texts write as a
 * letter, a virama and a joiner (The Unicode Standard, 12.9 and 12.2); yeh and kaf, of which
 * Arabic, Persian and Urdu keyboards have one each; and quotes.
 */
const alike = new Map(
  Object.entries({
    ø: 'o',
    đ: 'd',
    ð: 'd',
    ł: 'l',
    ħ: 'h',
    ŧ: 't',
    þ: 'th',
    æ: 'ae',
    œ: 'oe',
    ς: 'σ',
    '\u0d7a': '\u0d23\u0d4d',
    '\u0d7b': '\u0d28\u0d4d',
    '\u0d7c': '\u0d30\u0d4d',
    '\u0d7d': '\u0d32\u0d4d',
    '\u0d7e': '\u0d33\u0d4d',
    '\u0d7f': '\u0d15\u0d4d',
    '\u09ce': '\u09a4\u09cd',
    '\u0649': '\u064a',
    '\u06cc': '\u064a',
    '\u06a9': '\u0643',
    '\u2018': "'",
    '\u2019': "'",
    '\u02bc': "'",
    '\u201c': '"',
    '\u201d': '"',
    '\u2212': '-',
  }),
);

const known = new Map<string, string>();
/** Keeps a text that uses all of Unicode from filling the memory. */
const mostKnown = 5_000;

/** Folds character by character, so that a part of a text stays a part of it. */
function foldCharacters(text: string): string {
  let folded = '';
  for (const character of text.normalize('NFKD')) {
    const remembered = known.get(character);
    const plain = remembered ?? foldCharacter(character);
    if (remembered === undefined && known.size < mostKnown) known.set(character, plain);
    folded += plain;
  }
  return folded;
}

function foldCharacter(character: string): string {
  if (gone.some((marks) => marks.test(character))) return '';
  if (/^\p{Pd}$/u.test(character)) return '-';
  const digit = digitOf(character);
  if (digit !== null) return digit;
  // Full case folding by going through both cases: ẞ and ß become ss, ı becomes i.
  const folded = character.toLowerCase().toUpperCase().toLowerCase().normalize('NFKD');
  return alike.get(folded) ?? folded;
}

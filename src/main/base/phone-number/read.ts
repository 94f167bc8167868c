import type { NumberProblem } from '../../../shared/domain/number-problem.ts';
import { plainCharacters } from './characters.ts';
import { lettersForDigits } from './letters.ts';
import { readCallLink, unfoldLinks } from './links.ts';
import { Plans } from './plan.ts';
import { type ReadChunk, readChunks } from './read-chunks.ts';
import { type FoundNumber, type Reading, readingOf } from './reading.ts';
import { split } from './split.ts';
import { veil } from './veil.ts';

/**
 * How many look-ups in the numbering plans one text may cost. Nobody copies a text with more
 * numbers and means to dial it. Past this limit the result may be incomplete, so it is not dialled
 * without asking.
 */
const mostQuestions = 400;

/** A text and what was read in it. */
export interface TextReading extends Reading {
  /** The text, if it is one number, whole or unfinished, and nothing else; null otherwise. */
  plainNumber: string | null;
}

/** `tel:` before a number written the way people write it. */
const plainScheme = /^\s*(?:tel|callto):(?=\s*\+?[\d\s().-]*$)/i;

/** Reads what a person would read in a text. Never throws, and takes bounded time. */
export function readText(text: string, defaultCountry: string): TextReading {
  const written = text.replace(plainScheme, '');
  const link = readCallLink(written.trim());
  const said = link && 'text' in link ? link.text : written;
  const plain = withoutMarkup(plainCharacters(said));
  if (plain.trim() === '') return justBecause('number_empty');
  if (link && 'problem' in link) return justBecause(link.problem);
  if (isServiceCode(plain.trim())) return justBecause('number_service_code');
  const { chunks, ...reading } = readPlain(plain, new Plans(defaultCountry, mostQuestions));
  const single = chunks <= 1 && reading.numbers.length < 2 && reading.doubtful.length === 0;
  const bare =
    single && link === null && /^[\s\d+().-]*$/.test(plain) && !/[\n\t]/.test(plain.trim());
  return { ...reading, plainNumber: bare ? plain.trim() : null };
}

function justBecause(problem: NumberProblem): TextReading {
  return { ...readingOf(problem), plainNumber: null };
}

function readPlain(plain: string, plans: Plans): Reading & { chunks: number } {
  const unfolded = unfoldLinks(plain);
  const veiled = veil(unfolded.text);
  const chunks = split(veiled.text);
  const read = readChunks(chunks, plans);
  const numbers = distinct(read.flatMap(({ reading }) => reading.numbers));
  const doubtful = distinct([...numbers, ...read.flatMap(({ reading }) => reading.doubtful)]);
  const because = (problem: NumberProblem, choices: FoundNumber[] = []) => ({
    numbers: [],
    doubtful: choices,
    problem,
    chunks: chunks.length,
  });
  if (plans.exhausted)
    return because(doubtful.length > 1 ? 'number_several' : 'number_ambiguous', doubtful);
  if (lettersForDigits(veiled.text, plans)) return because('number_letters');
  if (doubtful.length > 1 && numbers.length > 0) return because('number_several', doubtful);
  if (doubtful.length > numbers.length) return because('number_ambiguous', doubtful);
  // Digits are attached to a number, so it is not what was written.
  const tangled = read.find(({ reading }) => isTangled(reading));
  if (numbers.length > 0 && tangled) return because(tangled.reading.problem ?? 'number_too_long');
  if (numbers.length > 0) return { numbers, doubtful: [], problem: null, chunks: chunks.length };
  if (veiled.rounded) return because('number_rounded');
  return because(unfolded.problem ?? whyNone(read, veiled.text));
}

/** Whether this spoils the reading of the rest, because it is unclear which part is meant. */
function isTangled({ problem, numbers, doubtful }: Reading): boolean {
  const empty = numbers.length + doubtful.length === 0;
  return empty && (problem === 'number_too_long' || problem === 'number_ambiguous');
}

/** `*121#`, `*31#…`, or the beginning of one; `#4711` is a ticket. */
function isServiceCode(text: string): boolean {
  return /^[*#][*#\d+ ]*$/.test(text) && (/\*|#$/.test(text) || text.lastIndexOf('#') > 0);
}

/** Keeps each number once; if one of its occurrences has an extension, that one. */
function distinct(numbers: readonly FoundNumber[]): FoundNumber[] {
  const byNumber = new Map<string, FoundNumber>();
  for (const found of numbers) {
    const known = byNumber.get(found.e164);
    if (!known || (known.extension === null && found.extension !== null))
      byNumber.set(found.e164, found);
  }
  return [...byNumber.values()];
}

/** Why a text with digits holds no number. */
function whyNone(read: readonly ReadChunk[], text: string): NumberProblem {
  const bare = !/[\p{L}\p{N}]/u.test(text.replace(/\d/g, ''));
  const meant = read.find(({ chunk, reading: { problem } }) => {
    if (problem === null || problem === 'number_none') return false;
    const { context } = chunk;
    if (bare || context === 'phone' || context === 'hidden' || context === 'code') return true;
    return chunk.digits.length >= 7;
  });
  return meant?.reading.problem ?? 'number_none';
}

/** `*98765 43210*`: bold type in a messenger. A service code has digits only and ends in `#`. */
function withoutMarkup(plain: string): string {
  return plain.replace(/(?<![\d*#])(\*{1,3})([^*#\n]{5,120})\1(?![\d*#])/g, ' $2 ');
}

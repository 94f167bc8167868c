import { isCallingCode, type Plans } from './plan.ts';
import { doubt, readChunk, wholeNumber } from './read-chunk.ts';
import { type FoundNumber, type Reading, readingOf } from './reading.ts';
import type { Chunk, Separator } from './split.ts';

/** A chunk, and how it reads on its own. */
export interface ReadChunk {
  chunk: Chunk;
  reading: Reading;
}

/** The most separate parts one number may be written in. */
const mostParts = 4;

/**
 * Reads each chunk on its own, then tries to join chunks across a sign or a line break that may be
 * inside one number. A part that can stand alone does: chunks are never joined merely because
 * together they make a number.
 */
export function readChunks(chunks: readonly Chunk[], plans: Plans): ReadChunk[] {
  const alone = chunks.map((chunk) => ({ chunk, reading: readAlone(chunk, plans) }));
  const read: ReadChunk[] = [];
  for (let at = 0; at < alone.length; ) {
    const joined = withPrefix(alone, at, plans) ?? acrossBreaks(alone, at, plans);
    const first = alone[at];
    if (!first) break;
    read.push(joined ? { chunk: first.chunk, reading: joined.reading } : first);
    at += joined?.parts ?? 1;
  }
  return read;
}

function readAlone(chunk: Chunk, plans: Plans): Reading {
  if (chunk.context === 'code') return readingOf('number_service_code');
  if (chunk.context === 'other') return readingOf('number_none');
  if (chunk.context === 'hidden') return readingOf('number_incomplete');
  return readChunk(chunk, plans);
}

interface Joined {
  reading: Reading;
  parts: number;
}

function isUsable({ chunk }: ReadChunk): boolean {
  return chunk.context === 'plain' || chunk.context === 'phone';
}

/** `+91 | 98765 43210`, `0 - 98765 43210`: a prefix of the number after it. */
function withPrefix(all: readonly ReadChunk[], at: number, plans: Plans): Joined | null {
  const [prefix, next] = [all[at], all[at + 1]];
  const single = next?.reading.numbers[0];
  if (!prefix || !next || !single || next.chunk.plus || next.reading.numbers.length > 1)
    return null;
  const { plus, digits, extension } = prefix.chunk;
  if (extension !== null || !isUsable(prefix)) return null;
  const abroad = plus ? isCallingCode(digits) : /^(?:00|011)[1-9]\d{0,2}$/.test(digits);
  const { separator } = next.chunk;
  const near = separator === 'soft';
  const home = near && !plus && (/^0\d{0,4}$/.test(digits) || digits === plans.callingCode);
  if (!abroad && !home) return null;
  const whole = wholeNumber(joinedChunk([prefix.chunk, next.chunk]), plans);
  const parts = 2;
  if (!whole) return { reading: doubt(single), parts };
  if (whole.e164 === single.e164) return { reading: next.reading, parts };
  const joined = { ...whole, extension: single.extension };
  if (near && abroad) return { reading: { ...next.reading, numbers: [joined] }, parts };
  return { reading: doubt(joined, single), parts };
}

/** Joins parts none of which is a number but which make one together. */
function acrossBreaks(all: readonly ReadChunk[], at: number, plans: Plans): Joined | null {
  const parts: Chunk[] = [];
  const found: { number: FoundNumber; parts: number; separators: Separator[] }[] = [];
  for (const each of all.slice(at, at + mostParts)) {
    const { chunk, reading } = each;
    const first = parts.length === 0;
    if (!isUsable(each) || reading.numbers.length + reading.doubtful.length > 0) break;
    if (!first && (chunk.separator === 'hard' || chunk.plus)) break;
    if (!first && parts.at(-1)?.extension != null) break;
    parts.push(chunk);
    if (first) continue;
    const number = wholeNumber(joinedChunk(parts), plans);
    const separators = parts.slice(1).map(({ separator }) => separator);
    if (number)
      found.push({
        number: { ...number, extension: chunk.extension },
        parts: parts.length,
        separators,
      });
  }
  const [one] = found;
  const last = found.at(-1);
  if (!one || !last) return null;
  const prefixed = parts[0]?.plus || parts[0]?.digits.startsWith('0');
  const certain =
    found.length === 1 &&
    one.parts === parts.length &&
    prefixed &&
    one.separators.every((separator) => separator === 'soft');
  if (certain)
    return { reading: { numbers: [one.number], doubtful: [], problem: null }, parts: one.parts };
  return { reading: doubt(...found.map(({ number }) => number)), parts: last.parts };
}

function joinedChunk(parts: readonly Chunk[]): Pick<Chunk, 'plus' | 'runs' | 'trunkZero'> {
  return {
    plus: parts[0]?.plus ?? false,
    runs: parts.flatMap(({ runs }) => runs),
    trunkZero: parts[0]?.trunkZero ?? -1,
  };
}

import { breakMark } from './characters.ts';
import { type Context, contextLength, contextOf } from './context.ts';
import type { Digits } from './plan.ts';

/**
 * How a chunk is separated from the one before it. `soft`: a sign that may be inside one number or
 * between two (`022 / 24987711`). `line`: a new line or cell. `hard`: they cannot be joined.
 */
export type Separator = 'soft' | 'line' | 'hard';

/** Digits that belong together, as they were written. */
export interface Chunk extends Digits {
  /** Its groups of digits. */
  runs: string[];
  /** Index of the group that is a `(0)` within an international number; -1 if there is none. */
  trunkZero: number;
  extension: string | null;
  /** The extension follows a bare comma or the like, so it may just as well be another number. */
  paused: boolean;
  context: Context;
  /** What separates it from the chunk before. */
  separator: Separator;
  start: number;
  end: number;
}

/** Words that come before an extension, in a few languages. */
const extensionWord =
  /^[ ,(]*(?:;ext=|e?xt(?:ension|n)?s?|xtn|x|#|int(?:ern(?:al|o)?)?|доб|anexo|ramal|dahili|poste|durchwahl|dw|एक्सटेंशन|एक्स्टेंशन|एक्स|इंटरकॉम|এক্সটেনশন|எக்ஸ்டென்ஷன்|ఎక్స్‌టెన్షన్|转|轉|分机|分機|内線|ต่อ)(?: ?(?:no|number))?[ .:#=-]*$/iu;
/** A pause while dialling, as phones write it. */
const pause = /^(?:,{1,5}|;{1,2}|[pw]{1,3})$/i;
const longestExtension = 7;
/** The most digits before a bracket that may begin a number: a calling code or a trunk prefix. */
const longestPrefix = 4;

interface Run {
  text: string;
  start: number;
  end: number;
}

/** Goes through the text once and collects what makes up one number. */
export function split(text: string): Chunk[] {
  const runs: Run[] = Array.from(text.matchAll(/\d+/g), ({ 0: digits, index }) => ({
    text: digits,
    start: index,
    end: index + digits.length,
  }));
  const chunks: Chunk[] = [];
  let open: Chunk | null = null;
  runs.forEach((run, index) => {
    const before = runs[index - 1];
    const gap = text.slice(before?.end ?? Math.max(0, run.start - contextLength), run.start);
    if (open && before && takesExtension(open, gap, run, text)) return;
    if (open && before && open.extension === null && joins(open, gap, run, text)) {
      if (isTrunkZero(open, gap, run, text)) open.trunkZero = open.runs.length;
      open.runs.push(run.text);
      open.end = run.end;
      return;
    }
    open = begin(run, gap, before ? separatorOf(gap) : 'hard');
    chunks.push(open);
  });
  for (const [index, chunk] of chunks.entries()) {
    chunk.digits = chunk.runs.filter((_, at) => at !== chunk.trunkZero).join('');
    chunk.context = contextFor(text, chunk, chunks[index - 1]?.end ?? 0);
  }
  return chunks;
}

function begin(run: Run, gap: string, separator: Separator): Chunk {
  return {
    plus: /(?<!\p{L})\+{1,2}[ (]{0,2}$/u.test(gap),
    digits: run.text,
    runs: [run.text],
    trunkZero: -1,
    extension: null,
    paused: false,
    context: 'plain',
    separator,
    start: run.start,
    end: run.end,
  };
}

function contextFor(text: string, chunk: Chunk, freshFrom: number): Context {
  const plus = /[+( ]{0,3}$/.exec(text.slice(Math.max(0, chunk.start - 3), chunk.start))?.[0] ?? '';
  const start = chunk.plus ? chunk.start - plus.trimStart().length : chunk.start;
  const before = text.slice(Math.max(0, start - contextLength), start);
  if (/\d\+$/.test(text.slice(Math.max(0, chunk.start - 2), chunk.start))) return 'other';
  return contextOf(before, start - freshFrom, text.slice(chunk.end, chunk.end + contextLength));
}

/**
 * Takes the run as an extension, to be pressed after the call is answered, if it is one. Returns
 * whether it was.
 */
function takesExtension(chunk: Chunk, gap: string, run: Run, text: string): boolean {
  if (
    run.text.length > longestExtension ||
    /^[ .-]?\d|^\p{L}/u.test(text.slice(run.end, run.end + 2))
  )
    return false;
  const paused = pause.test(gap);
  if (chunk.extension !== null && !paused) return false;
  if (!paused && !extensionWord.test(gap)) return false;
  chunk.extension = chunk.extension === null ? run.text : `${chunk.extension}, ${run.text}`;
  chunk.paused ||= paused;
  chunk.end = run.end + (/^(?:#|\))/.exec(text.slice(run.end)) ? 1 : 0);
  return true;
}

/** Whether a gap is one that people leave inside a number. */
function joins(chunk: Chunk, gap: string, run: Run, text: string): boolean {
  if (/^[ .-]?$/.test(gap)) return true;
  const digits = chunk.runs.join('');
  // `(022) 2498 7711`, `+91 (0) 98765 43210`: a bracket around a prefix of a number.
  if (/^ ?[.-]?\($/.test(gap)) return opens(chunk, digits, run, text);
  if (/^\)[ .-]?$|^\)\($/.test(gap)) return closes(chunk, digits, text);
  return false;
}

function opens(chunk: Chunk, digits: string, run: Run, text: string): boolean {
  const prefix = chunk.plus || digits.startsWith('0') || digits.length <= 2;
  const closedSoon = /^\d{1,5}\)/.test(text.slice(run.start, run.start + 6));
  const begun = chunk.plus ? digits.length <= 3 : digits.length <= longestPrefix;
  return begun && (closedSoon || (prefix && (chunk.plus || digits.startsWith('0'))));
}

function closes(chunk: Chunk, digits: string, text: string): boolean {
  const inside = chunk.runs.at(-1) ?? '';
  const opened = text.lastIndexOf('(', chunk.end) >= chunk.start - 3;
  // `(2) 98765 43210` is an item of a list.
  if (!opened || (!chunk.plus && digits.length === 1 && digits !== '0')) return false;
  return inside.length <= 5 && digits.length <= 9;
}

function isTrunkZero(chunk: Chunk, gap: string, run: Run, text: string): boolean {
  return chunk.plus && run.text === '0' && gap.endsWith('(') && text[run.end] === ')';
}

function separatorOf(gap: string): Separator {
  if (gap.includes(breakMark)) return 'hard';
  if (/^[ ()+.-]*[\n\t|][ \n\t|()+.-]*$/.test(gap)) return 'line';
  if (/^ *[/.-] *\+? ?\(?$|^\)? {1,8}\(?\+?$|^\) ?[/.-] ?$|^ ?[.-]?\($/.test(gap)) return 'soft';
  return 'hard';
}

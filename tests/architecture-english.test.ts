import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { expect, test } from 'vitest';

const sources = join(import.meta.dirname, '../src');

/** Turns of phrase that comments once had, and what a colleague would say instead. */
const stiff: readonly [phrase: RegExp, instead: string][] = [
  [/\bneeds? (it|them) not\b/i, 'does not need it'],
  [/\bbelieved (is|are)\b/i, 'we trust …'],
  [/\bcall the answer to\b/i, 'returns a function that …'],
  [/\bthe answer (stops|ends|cancels|mends|unsubscribes)\b/i, 'returns a function that …'],
  [/\banswers (where|why) it\b/i, 'returns where …'],
  [
    /\bwhoever (is|may|has|was|waits|saves)\b/i,
    'name them: the agent, the caller, another program',
  ],
  [/\bwhat (was|is) there of one\b/i, 'partial'],
  [/\bhow manieth\b/i, 'which one, its number'],
  [/\bis a lie\b/i, 'would be wrong'],
  [/\bis content where\b/i, 'does nothing if'],
  [/\bmade sure of\b/i, 'after checking that …'],
  [/\bis answered, not followed\b/i, 'is returned, not followed'],
  [/\bthought better of it\b/i, 'cancelled'],
  [/\bdeaf to\b/i, 'ignores'],
  [/\bcosts? itself alone\b/i, 'does not affect the others'],
  [/\bbook\b/i, 'database or history'],
  [/\b[Nn]ull: (it|none|nobody|there)\b/, 'null if …'],
];

/** A file's comments as running text; one that stands apart from the one before begins a new line. */
function commentsOf(path: string): string {
  const text = readFileSync(join(sources, path), 'utf8');
  let end = 0;
  return parseSync(path, text)
    .comments.map((comment) => {
      const apart = text.slice(end, comment.start).trim() !== '' || comment.type === 'Block';
      end = comment.end;
      return `${apart ? '\n' : ' '}${comment.value.replace(/(^|\n)[\s*]*/g, ' ').trim()}`;
    })
    .join('');
}

const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => ({ path, comments: commentsOf(path) }));

test('comments are found, on one line and over several', () => {
  expect(commentsOf('main/net/place-fetch.ts')).toMatch(
    /\nSends the POST that places a call, at most once\. .*\n.*cut off a request still under way\.$/s,
  );
});

test('comments are in the English that a colleague would speak', () => {
  const found = files.flatMap(({ path, comments }) =>
    stiff.flatMap(([phrase, instead]) => {
      const [words] = phrase.exec(comments) ?? [];
      return words === undefined ? [] : [`${path}: “${words}”; rather: ${instead}`];
    }),
  );
  expect(found).toEqual([]);
});

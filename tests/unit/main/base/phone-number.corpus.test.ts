import { describe, expect, test } from 'vitest';
import { parseNumber } from '../../../../src/main/base/phone-number.ts';
import type { NumberCase, Wanted } from '../../../fixtures/numbers/case.ts';
import { labels } from '../../../fixtures/numbers/labels.ts';
import { links } from '../../../fixtures/numbers/links.ts';
import { openEnded } from '../../../fixtures/numbers/open-ended.ts';
import { refused } from '../../../fixtures/numbers/refused.ts';
import { scripts } from '../../../fixtures/numbers/scripts.ts';
import { several } from '../../../fixtures/numbers/several.ts';
import { written } from '../../../fixtures/numbers/written.ts';

const corpus: Record<string, readonly NumberCase[]> = {
  scripts,
  written,
  labels,
  several,
  openEnded,
  links,
  refused,
};

/** What was read, in the corpus's own terms. */
function read(text: string, country: string): Wanted {
  const { e164, problem, extension, candidates } = parseNumber(text, country);
  if (e164 !== null) return extension === null ? e164 : { number: e164, extension };
  if (candidates.length > 0) return { choose: candidates.map((each) => each.e164) };
  return { none: problem ?? 'number_none' };
}

test('the corpus is large enough to mean something', () => {
  expect(Object.values(corpus).flat().length).toBeGreaterThanOrEqual(300);
});

describe.each(Object.entries(corpus))('%s', (_, cases) => {
  test.each(cases)('%j in %s', (text, country, wanted) => {
    expect(read(text, country)).toEqual(wanted);
  });
});

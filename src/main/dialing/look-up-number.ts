import type { Database } from 'better-sqlite3';
import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import { parseNumber } from '../base/phone-number.ts';
import { storyOf } from '../practice/story.ts';
import { findContact, lastCalledAt } from '../storage/tables/contacts.ts';
import { findMark } from '../storage/tables/do-not-call-marks.ts';

/** What a text means as a number, and what one history knows of it. */
export function lookUpNumber(
  db: Database,
  text: string,
  { defaultCountry, practice }: { defaultCountry: string; practice: boolean },
): UnderstoodNumber {
  const parsed = parseNumber(text, defaultCountry);
  const { e164 } = parsed;
  const nameOf = (number: string) => findContact(db, practice, number)?.name ?? null;
  if (e164 === null) {
    const candidates = parsed.candidates.map((each) => ({ ...each, name: nameOf(each.e164) }));
    const unknown = { name: null, doNotCall: false, lastCalledAt: null, practiceStory: null };
    return { ...parsed, ...unknown, candidates };
  }
  return {
    ...parsed,
    name: nameOf(e164),
    doNotCall: findMark(db, practice, e164) !== null,
    lastCalledAt: lastCalledAt(db, practice, e164),
    practiceStory: practice ? storyOf(e164) : null,
  };
}

import { describe, expect, expectTypeOf, test } from 'vitest';
import { fieldsAtFault } from '../../../src/renderer/src/features/onboarding/account-fields.ts';
import { settingsSections } from '../../../src/renderer/src/route.ts';
import type { Notice } from '../../../src/shared/contract/shell.ts';
import type { UpdateManaged, UpdateProblem } from '../../../src/shared/contract/updates.ts';
import { type ErrorCode, errorCodes } from '../../../src/shared/domain/app-error.ts';
import type {
  Basis,
  CallOutcome,
  CallState,
  Leg,
  RecordingView,
  RefusalKind,
  TimelineEntry,
} from '../../../src/shared/domain/call.ts';
import type { FaultRule } from '../../../src/shared/domain/call-profile-rules.ts';
import type { BuiltInResult } from '../../../src/shared/domain/call-result.ts';
import type { NumberProblem } from '../../../src/shared/domain/number-problem.ts';
import type { PracticeStory } from '../../../src/shared/domain/practice-story.ts';
import { languages } from '../../../src/shared/languages.ts';
import { everyLanguage } from '../../../src/shared/messages/every-language.ts';
import { english as en, type Messages } from '../../../src/shared/messages/messages.ts';
import { placeholders, sentences } from '../../support/sentences.ts';

const english = sentences(en);
const translations = [...everyLanguage].filter(([id]) => id !== 'en');
const all = [...everyLanguage].flatMap(([id, words]) =>
  [...sentences(words)].map(([key, sentence]) => [`${id}: ${key}`, sentence] as const),
);

test('whatever has a code has words, and no words are left of a code that is gone', () => {
  type MessageWithHint = { message: string; hint: string };
  type Words<Code extends string, W = string> = { [C in Code]: W };
  expectTypeOf<Messages['errors']>().toEqualTypeOf<Words<ErrorCode, MessageWithHint>>();
  expectTypeOf<Messages['notices']>().toEqualTypeOf<Words<Notice['code'], MessageWithHint>>();
  type Refusals = Messages['refusals']['kinds'];
  expectTypeOf<Refusals>().toEqualTypeOf<Words<RefusalKind, MessageWithHint>>();
  type NumberProblems = Messages['dialing']['numbers']['problems'];
  expectTypeOf<NumberProblems>().toEqualTypeOf<Words<NumberProblem>>();
  type Calls = Messages['calls'];
  type TitleAndSentence = { title: string; sentence: string };
  expectTypeOf<Calls['results']>().toEqualTypeOf<Words<BuiltInResult>>();
  expectTypeOf<Calls['outcomes']>().toEqualTypeOf<Words<CallOutcome, TitleAndSentence>>();
  expectTypeOf<Calls['states']>().toEqualTypeOf<Words<CallState>>();
  expectTypeOf<Calls['timeline']>().toEqualTypeOf<Words<TimelineEntry['kind']>>();
  expectTypeOf<Calls['basis']>().toEqualTypeOf<Words<Basis>>();
  type LegStatus = NonNullable<Leg['status']> | 'unknown';
  expectTypeOf<Calls['legStatus']>().toEqualTypeOf<Words<LegStatus>>();
  type RecordingStates = Messages['recordings']['brief'];
  expectTypeOf<RecordingStates>().toEqualTypeOf<Words<RecordingView['state']>>();
  expectTypeOf<Messages['practice']['stories']>().toEqualTypeOf<Words<PracticeStory>>();
  expectTypeOf<Messages['profiles']['faults']>().toEqualTypeOf<Words<FaultRule>>();
  expectTypeOf<Messages['updates']['managed']>().toEqualTypeOf<Words<UpdateManaged>>();
  type UpdateProblems = Messages['updates']['problems'];
  expectTypeOf<UpdateProblems>().toEqualTypeOf<Words<UpdateProblem, MessageWithHint>>();
});

describe.each(translations)('%s', (_, words) => {
  const translated = sentences(words);

  test('has the same sentences as English', () => {
    expect([...translated.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('a translation takes the same values', () => {
    // A singular may leave its number out.
    for (const [key, sentence] of english) {
      if (key.endsWith('_one')) continue;
      expect([key, placeholders(translated.get(key) ?? '')]).toEqual([key, placeholders(sentence)]);
    }
  });
});

describe('messages', () => {
  test('no sentence is empty, and all quotes are typographic', () => {
    for (const [key, sentence] of all) {
      expect([key, sentence.trim()]).toEqual([key, sentence]);
      expect([key, sentence]).not.toEqual([key, '']);
      expect([key, sentence]).toEqual([key, sentence.replaceAll(/['"]/g, '’')]);
    }
  });

  test.each([...everyLanguage])(
    '%s: a place in the settings that a sentence names is there',
    (_, messages) => {
      const places = settingsSections.map((section) => messages.settings[section].title);
      for (const [key, sentence] of sentences(messages)) {
        const at = sentence.indexOf(`${messages.settings.title} › `);
        // A link leads there, and is found by its name; the practice tip names no place.
        if (at < 0 || key === 'frame.mend') continue;
        const rest = sentence.slice(at + messages.settings.title.length + 3);
        expect([key, places.some((place) => rest.startsWith(place))]).toEqual([key, true]);
      }
    },
  );

  test('what is said while an account is set up speaks of no settings and of no dialling', () => {
    const codes = errorCodes.filter(
      (code) => fieldsAtFault(code).length > 0 || code.startsWith('provider_'),
    );
    for (const { message, hint } of codes.map((code) => en.errors[code]))
      expect(`${message} ${hint}`).not.toMatch(/Settings|dialled/);
  });

  test('whole sentences end as sentences do', () => {
    for (const [key, sentence] of all) {
      if (!/^\w+: (errors|refusals|notices)\./.test(key)) continue;
      expect([key, sentence]).toEqual([key, expect.stringMatching(/[.।?”]$/)]);
    }
  });

  test('every language of the list was looked at', () => {
    expect([...everyLanguage.keys()]).toEqual(languages.map(({ id }) => id));
    expect(english.size).toBeGreaterThan(1_000);
  });
});

import { expect, test } from 'vitest';
import { storyOf } from '../../../../src/main/practice/story.ts';
import { practiceNumber, practiceStories } from '../../../../src/shared/domain/practice-story.ts';

test.each(
  practiceStories.map((story, ending) => [`+9198765${String(ending).padStart(5, '0')}`, story]),
)('%s is %s', (number, story) => expect(storyOf(number)).toBe(story));

test.each(['+919876543210', '+919876500011', '0005', '00', '', 'sip:asha'])(
  '%j is a completed call, or chosen by its last four digits',
  (number) => expect(storyOf(number)).toBe(number === '0005' ? 'busy' : 'completed'),
);

test.each(practiceStories)('the practice number of %s plays it', (story) => {
  expect(storyOf(practiceNumber(story))).toBe(story);
});

test('any notation will do', () => expect(storyOf('(098765) 0-0003')).toBe('agent_cancelled'));

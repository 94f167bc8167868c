import { describe, expect, test } from 'vitest';
import {
  withChange,
  withMoved,
  withNew,
} from '../../../src/renderer/src/features/settings/results-list.ts';
import { defaultResults, longestResult } from '../../../src/shared/domain/call-result.ts';
import { settingsSchema } from '../../../src/shared/domain/settings.ts';

const ids = (results: readonly { id: string }[] | null) => results?.map(({ id }) => id);

describe('the list of results', () => {
  test('a new one’s id is its first name, and marks nothing', () => {
    expect(withNew(defaultResults, 'Callback').at(-1)).toEqual({
      id: 'Callback',
      name: 'Callback',
      marksDoNotCall: false,
    });
  });

  test('renamed, it keeps its id; another one of its first name gets an id of its own', () => {
    const named = withNew([], 'Sold');
    const renamed = withChange(named, 'Sold', { name: 'Paid' });
    expect(renamed).toEqual([{ id: 'Sold', name: 'Paid', marksDoNotCall: false }]);
    const both = withNew(renamed, 'Sold');
    expect(both.map(({ id, name }) => [id, name])).toEqual([
      ['Sold', 'Paid'],
      ['Sold 2', 'Sold'],
    ]);
    expect(settingsSchema.parse({ results: both }).results).toEqual(both);
  });

  test('an id of its own is no longer than an id may be', () => {
    const long = 'x'.repeat(longestResult);
    const both = withNew(withChange(withNew([], long), long, { name: 'Short' }), long);
    expect(settingsSchema.safeParse({ results: both }).success).toBe(true);
  });

  test('moves by one place, and no further than its ends', () => {
    expect(ids(withMoved(defaultResults, 'call_later', -1))?.slice(0, 2)).toEqual([
      'call_later',
      'interested',
    ]);
    expect(ids(withMoved(defaultResults, 'interested', 1))?.slice(0, 2)).toEqual([
      'call_later',
      'interested',
    ]);
    expect(withMoved(defaultResults, 'interested', -1)).toBeNull();
    expect(withMoved(defaultResults, 'do_not_call', 1)).toBeNull();
    expect(withMoved(defaultResults, 'gone', 1)).toBeNull();
  });
});

import { expect, test } from 'vitest';
import { readRecordingId, recordingId } from '../../../src/shared/domain/recording-id.ts';

test.each([
  ['c1', 1, 'c1'],
  ['c1', 2, 'c1~2'],
  ['c1', 20, 'c1~20'],
])('%s, part %d: %s', (callId, part, id) => {
  expect(recordingId(callId, part)).toBe(id);
  expect(readRecordingId(id)).toEqual({ callId, part });
});

test.each(['c1~0', 'c1~', '~2', 'c1~x', ''])('%j is a call’s own id', (id) => {
  expect(readRecordingId(id)).toEqual({ callId: id, part: 1 });
});

import { expect, test } from 'vitest';
import { problemOf } from '../../../../src/main/updates/update-problem.ts';
import { UpdateFailure } from '../../../../src/main/updates/updater.ts';

const withCode = (code: string) => Object.assign(new Error('x'), { code });

test.each([
  [withCode('ERR_CHECKSUM_MISMATCH'), 'wrong_file'],
  [withCode('ERR_UPDATER_INVALID_SIGNATURE'), 'not_signed'],
  [withCode('ERR_UPDATER_NO_CHECKSUM'), 'bad_feed'],
  [withCode('ENOSPC'), 'disk_full'],
  [withCode('ERR_UPDATER_CHANNEL_FILE_NOT_FOUND'), 'unreachable'],
  [new TypeError('Cannot read properties of null'), 'bad_feed'],
  [new UpdateFailure('older'), 'older'],
  // Squirrel.Mac.
  [new Error('Code signature at URL file:///x did not pass validation'), 'not_signed'],
  [new Error('Could not get code signature for running application'), 'not_signed'],
] as const)('%s is told as %s, whatever it happened at', (error, problem) => {
  for (const doing of ['check', 'download', 'install'] as const)
    if (!(error instanceof TypeError && doing === 'install'))
      expect(problemOf(error, doing)).toBe(problem);
});

test('what has no name of its own is told by what was being done', () => {
  for (const error of [new Error('net::ERR_FAILED'), 'odd', undefined]) {
    expect(problemOf(error, 'check')).toBe('unreachable');
    expect(problemOf(error, 'download')).toBe('incomplete');
    expect(problemOf(error, 'install')).toBe('not_installed');
  }
});

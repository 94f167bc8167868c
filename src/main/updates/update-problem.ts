import type { UpdateProblem } from '../../shared/contract/updates.ts';
import { UpdateFailure } from './updater.ts';

/** electron-updater's own codes, and Node's. */
const problems: Record<string, UpdateProblem> = {
  ERR_CHECKSUM_MISMATCH: 'wrong_file',
  ERR_UPDATER_INVALID_SIGNATURE: 'not_signed',
  ERR_UPDATER_CHANNEL_FILE_NOT_FOUND: 'unreachable',
  ERR_UPDATER_INVALID_UPDATE_INFO: 'bad_feed',
  ERR_UPDATER_INVALID_VERSION: 'bad_feed',
  ERR_UPDATER_NO_FILES_PROVIDED: 'bad_feed',
  ERR_UPDATER_NO_CHECKSUM: 'bad_feed',
  ERR_UPDATER_ZIP_FILE_NOT_FOUND: 'bad_feed',
  ENOSPC: 'disk_full',
  EDQUOT: 'disk_full',
};

/** Returns what the agent is told went wrong while electron-updater did this. */
export function problemOf(error: unknown, step: 'check' | 'download' | 'install'): UpdateProblem {
  if (error instanceof UpdateFailure) return error.problem;
  const { code = '', message = '' } = Object(error) as { code?: unknown; message?: unknown };
  const known = problems[String(code)];
  if (known) return known;
  // Squirrel.Mac gives a message but no code.
  if (/code signature/i.test(String(message))) return 'not_signed';
  if (step === 'install') return 'not_installed';
  // electron-updater does not validate the shape of a feed.
  if (error instanceof TypeError) return 'bad_feed';
  return step === 'check' ? 'unreachable' : 'incomplete';
}

import { expect, onTestFinished, test } from 'vitest';
import {
  leaveCleanMark,
  leaveOpenMark,
  readCleanMark,
  voidMark,
} from '../../../../../src/main/storage/database/clean-shutdown.ts';
import { refuseFiles } from '../../../../support/refusing-files.ts';
import { addCall, openTestDatabase } from '../../../../support/test-database.ts';

const marks = {
  open: (file: string) => leaveOpenMark(file, 1),
  void: voidMark,
  closed: (file: string) => leaveCleanMark(file, true, 1),
};

test('what the mark says is on the disk itself before anything follows', () => {
  const { db, file } = openTestDatabase();
  addCall(db);
  const seen: string[] = [];
  onTestFinished(refuseFiles({ seen: (act) => seen.push(act) }));
  for (const [state, leave] of Object.entries(marks)) {
    if (state === 'closed') db.close();
    seen.length = 0;
    leave(file);
    expect(seen).toEqual([`sync ${file}.clean`]);
    expect(readCleanMark(file).state).toBe(state);
  }
});

import { expect, test } from 'vitest';
import { migrate } from '../../../../src/main/storage/database/migrate.ts';
import { migrations } from '../../../../src/main/storage/migrations/index.ts';
import { listCallsAfter, removeCalls } from '../../../../src/main/storage/tables/erasure.ts';
import { restoreCalls } from '../../../../src/main/storage/tables/removed-calls.ts';
import { addOldCall, openOldDatabase } from '../../../support/old-database.ts';

test('39: every call is as it was, and none is dismissed, a restored one included', () => {
  const db = openOldDatabase(33);
  addOldCall(db, { note: 'walnuts' });
  migrate(
    db,
    migrations.filter(({ version }) => version < 39),
  );
  const rows = () => db.prepare('SELECT * FROM calls ORDER BY seq').all() as object[];
  const before = rows();
  removeCalls(db, listCallsAfter(db, 0, 1), 1);
  migrate(db, migrations);
  restoreCalls(db, 0, 5);
  expect(rows()).toEqual(before.map((row) => ({ ...row, dismissed: 0 })));
  expect(db.prepare('SELECT count(*) FROM missed_calls').pluck().get()).toBe(0);
});

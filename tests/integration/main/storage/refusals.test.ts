import { existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readContent } from '../../../../src/main/storage/database/backup-content.ts';
import { backUp, listBackups } from '../../../../src/main/storage/database/backups.ts';
import { readCleanMark } from '../../../../src/main/storage/database/clean-shutdown.ts';
import { Maintenance } from '../../../../src/main/storage/database/maintenance.ts';
import {
  type DatabaseOptions,
  openDatabase,
} from '../../../../src/main/storage/database/open-database.ts';
import { readLoss } from '../../../../src/main/storage/tables/data-loss-news.ts';
import { databasePlace } from '../../../support/database-place.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { patience } from '../../../support/patience.ts';
import { type Refusals, refuseFiles } from '../../../support/refusing-files.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { addCall } from '../../../support/test-database.ts';

const start = Date.UTC(2026, 0, 5, 6);
const hour = 3_600_000;

async function open(place: DatabaseOptions) {
  const database = await openDatabase(place);
  onTestFinished(() => void database.db.close());
  return database;
}

function damage(place: DatabaseOptions): void {
  writeFileSync(place.file, Buffer.alloc(8_192, 7));
}

const refusals: [string, Refusals][] = [
  ['folders that cannot be synced (EINVAL)', { folderSync: 'EINVAL' }],
  ['folders that cannot be synced (ENOTSUP)', { folderSync: 'ENOTSUP' }],
  ['a scanner that holds new files (EPERM)', { rename: { code: 'EPERM', times: 3 } }],
  ['a scanner that holds new files (EBUSY)', { rename: { code: 'EBUSY', times: 3 } }],
];

describe.each(refusals)('%s', (_, refused) => {
  test('backed up twelve times: each counts, and seven stay', async () => {
    const place = databasePlace(join(tempFolder(), 'profile'));
    onTestFinished(refuseFiles(refused));
    const { db } = await open(place);
    for (let count = 0; count < 12; count += 1) {
      addCall(db);
      await backUp({ ...place, now: () => start + count * hour });
    }
    expect(listBackups(place.backups).map(({ content }) => content)).toMatchObject(
      [12, 11, 10, 9, 8, 7, 6].map((lastPlace) => ({ lastPlace })),
    );
    expect(readdirSync(place.backups)).toHaveLength(7);
  });

  test('a damaged database: the backup is opened, and the next start is an ordinary one', async () => {
    const place = databasePlace(join(tempFolder(), 'profile'));
    onTestFinished(refuseFiles(refused));
    const first = await open(place);
    addCall(first.db);
    await backUp(place);
    first.close(true);
    damage(place);
    const second = await open(place);
    expect(readLoss(second.db)?.kind).toBe('restored');
    expect(readContent(second.db).lastPlace).toBe(1);
    second.close(true);
    expect((await open(place)).checked).toBe(false);
    expect(readdirSync(place.damaged)).toHaveLength(1);
  });
});

test('an old backup that cannot be removed is no failure of the new one, and goes after the next', async () => {
  const said: string[] = [];
  const silent = databasePlace(join(tempFolder(), 'profile'));
  const place = {
    ...silent,
    log: { ...silent.log, error: (message: string) => said.push(message) },
  };
  const { db } = await open(place);
  addCall(db);
  for (let count = 0; count < 7; count += 1) await backUp(place);
  const undo = refuseFiles({ remove: { code: 'EROFS', path: /\.db$/ } });
  onTestFinished(undo);
  expect(await backUp(place)).not.toBeNull();
  expect(said).toEqual(['an old backup could not be removed']);
  expect(readdirSync(place.backups)).toHaveLength(8);
  undo();
  await backUp(place);
  expect(readdirSync(place.backups)).toHaveLength(7);
});

test('a mark that is held at the end is left as soon as it is let go', async () => {
  const place = databasePlace(join(tempFolder(), 'profile'));
  const database = await open(place);
  addCall(database.db);
  let held = 3;
  const path = { test: () => held-- > 0 } as unknown as RegExp;
  onTestFinished(refuseFiles({ write: { code: 'EBUSY', path } }));
  database.close(true);
  expect(readCleanMark(place.file)).toMatchObject({ state: 'closed', calls: 1 });
});

describe.each([
  ['a file', (path: string) => writeFileSync(path, 'a file')],
  ['a dangling link', (path: string) => symlinkSync(`${path}/nowhere`, path)],
  ['a link to itself', (path: string) => symlinkSync(path, path)],
])('%s in the place of backups/ and damaged/', (_, spoil) => {
  test('Handset starts, and backups go to the next safe place, which is said', async () => {
    const place = databasePlace(tempFolder());
    spoil(place.backups);
    spoil(place.damaged);
    const { db } = await open(place);
    addCall(db);
    const said: (string | null)[] = [];
    const clock = new FakeClock(start);
    const care = new Maintenance({
      ...place,
      clock,
      checked: true,
      onDamage: () => {},
      onElsewhere: (where) => said.push(where),
    });
    onTestFinished(() => care.dispose());
    await clock.advance(10_000);
    await expect.poll(() => said, patience).toEqual([`${place.backups}-2`]);
    expect(listBackups(place.backups)).toHaveLength(1);
  });

  test('with a damaged database too: the backup is opened, and the notice names the folder', async () => {
    const place = databasePlace(tempFolder());
    spoil(place.backups);
    spoil(place.damaged);
    const database = await open(place);
    addCall(database.db);
    await backUp(place);
    database.close(true);
    damage(place);
    const again = await open(place);
    expect(readContent(again.db).lastPlace).toBe(1);
    expect(readLoss(again.db)).toMatchObject({ kind: 'restored', folder: `${place.damaged}-2` });
    expect(existsSync(`${place.damaged}-2`)).toBe(true);
  });

  test('with a damaged database and no backup: an empty one', async () => {
    const place = databasePlace(tempFolder());
    spoil(place.backups);
    spoil(place.damaged);
    damage(place);
    expect(readLoss((await open(place)).db)).toMatchObject({
      kind: 'emptied',
      folder: `${place.damaged}-2`,
    });
  });
});

import { expect, test } from 'vitest';
import { placeOf, rememberBounds } from '../../../../src/main/desktop/remember-bounds.ts';
import { writeDocument } from '../../../../src/main/storage/tables/documents.ts';
import { silentLog } from '../../../support/database-place.ts';
import { openTestDatabase } from '../../../support/test-database.ts';

const at = { x: 40, y: 50, width: 900, height: 700 };

function setUp() {
  const { db } = openTestDatabase();
  const on = (placesKnown: boolean) =>
    rememberBounds({ db, key: 'main_window', placesKnown, log: silentLog });
  return { db, on };
}

test('a window comes back to its place and size', () => {
  const { on } = setUp();
  expect(on(true).loadBounds()).toBeNull();
  on(true).saveBounds(at, true);
  expect(on(true).loadBounds()).toEqual({ ...at, maximized: true });
  expect(placeOf(on(true).loadBounds())).toEqual(at);
});

test('where no window knows its place, only its size is kept, and an older place with it', () => {
  const { on } = setUp();
  on(false).saveBounds({ x: 0, y: 0, width: 800, height: 600 });
  expect(on(false).loadBounds()).toMatchObject({ x: null, y: null, width: 800, height: 600 });
  expect(placeOf(on(false).loadBounds())).toBeNull();
  on(true).saveBounds(at);
  on(false).saveBounds({ x: 0, y: 0, width: 800, height: 600 });
  expect(placeOf(on(true).loadBounds())).toEqual({ x: 40, y: 50, width: 800, height: 600 });
});

test.each([[null], ['wide'], [{ x: 1 }], [{ ...at, width: 0 }], [{ ...at, x: 0.5 }]])(
  'what cannot be a place is none: %j',
  (kept) => {
    const { db, on } = setUp();
    writeDocument(db, 'main_window', kept);
    expect(on(true).loadBounds()).toBeNull();
  },
);

test('a place that cannot be kept stops nothing', () => {
  const { db, on } = setUp();
  const kept = on(true);
  db.close();
  expect(() => kept.saveBounds(at)).not.toThrow();
});

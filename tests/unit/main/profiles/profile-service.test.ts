import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ProfileService } from '../../../../src/main/profiles/profile-service.ts';
import { parseCallProfiles } from '../../../../src/main/profiles/stored-profiles.ts';
import { listReset, writeDocument } from '../../../../src/main/storage/tables/documents.ts';
import { AppFailure } from '../../../../src/shared/domain/app-error.ts';
import {
  type CallProfiles,
  callProfilesSchema,
} from '../../../../src/shared/domain/call-profile.ts';
import { defaultProfile } from '../../../../src/shared/domain/call-profile-rules.ts';
import { fullProfile, profile } from '../../../support/profiles.ts';
import { openTestDatabase } from '../../../support/test-database.ts';

function setUp(stored?: unknown) {
  const database = openTestDatabase();
  if (stored !== undefined) writeDocument(database.db, 'profiles', stored);
  let ids = 0;
  const open = (db = database.db) =>
    new ProfileService(db, () => {
      ids += 1;
      return `p${ids}`;
    });
  const service = open();
  const told: CallProfiles[] = [];
  service.changed.on((next) => told.push(next));
  return { database, service, told, reopen: () => open(database.reopen()), ...service.handlers };
}

function refusal(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error instanceof AppFailure ? [error.code, error.params] : error;
  }
  return null;
}

test('a fresh database has one profile, the default; calls are placed with it', () => {
  const { service, list } = setUp();
  expect(list({})).toEqual({
    defaultId: 'default',
    profiles: [{ id: 'default', profile: defaultProfile, unreadable: [] }],
  });
  expect(service.forCall(undefined)).toEqual(defaultProfile);
});

test('profiles are added, changed, made the default and removed; told, and there after reopening', () => {
  const { service, told, reopen, save, setDefault, remove } = setUp();
  save({ id: null, profile: { ...fullProfile, name: ' Campaign ', customText: ' order 4711 ' } });
  expect(service.forCall('p1')).toEqual(fullProfile);
  save({ id: 'p1', profile: { ...fullProfile, name: 'Renamed' } });
  setDefault({ id: 'p1' });
  expect(service.forCall(undefined).name).toBe('Renamed');
  save({ id: null, profile: profile({ name: 'Third' }) });
  const last = remove({ id: 'default' });
  expect(last).toMatchObject({ defaultId: 'p1', profiles: [{ id: 'p1' }, { id: 'p2' }] });
  expect(told).toHaveLength(5);
  expect(told.at(-1)).toEqual(last);
  expect(reopen().handlers.list({})).toEqual(last);
});

test('what cannot be: each refused with its reason, nothing kept or told', () => {
  const { told, list, save, setDefault, remove, service } = setUp();
  expect(refusal(() => remove({ id: 'default' }))).toEqual(['profile_is_default', {}]);
  expect(refusal(() => remove({ id: 'nobody' }))).toEqual(['profile_gone', {}]);
  expect(refusal(() => setDefault({ id: 'nobody' }))).toEqual(['profile_gone', {}]);
  expect(refusal(() => service.forCall('nobody'))).toEqual(['profile_gone', {}]);
  expect(refusal(() => save({ id: 'nobody', profile: fullProfile }))).toEqual(['profile_gone', {}]);
  expect(refusal(() => save({ id: null, profile: profile({ name: 'STANDARD' }) }))).toEqual([
    'profile_name_taken',
    { profile: 'STANDARD' },
  ]);
  expect(
    refusal(() => save({ id: 'default', profile: profile({ waitAudioUrl: 'x.mp3' }) })),
  ).toEqual(['profile_invalid', { parameter: 'wait_audio_url' }]);
  expect(told).toEqual([]);
  expect(list({})).toMatchObject({ profiles: [{ id: 'default' }] });
});

test('what cannot be written is not kept', () => {
  const { database, service, save, list } = setUp();
  database.db.pragma('query_only = ON');
  expect(() => save({ id: null, profile: fullProfile })).toThrow('database_read_only');
  expect(list({})).toMatchObject({ profiles: [{ id: 'default' }] });
  expect(refusal(() => service.forCall('p1'))).toEqual(['profile_gone', {}]);
});

test('a value that went bad is named and stops calls until the profile is saved anew', () => {
  const stored = {
    defaultId: 'a',
    profiles: [
      { id: 'a', profile: { name: 'A', statusCallbacks: [{ url: 7 }], record: false } },
      { id: 'b', profile: { name: 'B', waitAudioUrl: 'no.wav' } },
    ],
  };
  const { service, setDefault, reopen } = setUp(stored);
  const refused = ['profile_unusable', { profile: 'A', parameter: 'status_callback' }];
  expect(refusal(() => service.forCall('a'))).toEqual(refused);
  // Readable, but not sendable: as good as unreadable.
  expect(refusal(() => service.forCall('b'))).toEqual([
    'profile_unusable',
    { profile: 'B', parameter: 'wait_audio_url' },
  ]);
  setDefault({ id: 'b' });
  const again = reopen();
  expect(refusal(() => again.forCall('a'))).toEqual(refused);
  again.handlers.save({ id: 'a', profile: profile({ name: 'A', record: false }) });
  expect(again.forCall('a')).toEqual(profile({ name: 'A', record: false }));
});

test.each([null, 7, [], {}, { profiles: [] }, { profiles: 'none' }, { profiles: [{}] }])(
  'profiles that are %j: the default one calls, that is said, and saving keeps what is saved',
  (stored) => {
    const { database, service, list, save, reopen } = setUp(stored);
    expect(list({})).toMatchObject({ defaultId: 'default', profiles: [{ id: 'default' }] });
    expect(service.forCall(undefined)).toEqual(defaultProfile);
    expect(listReset(database.db)).toEqual(['profiles']);
    save({ id: 'default', profile: fullProfile });
    expect(reopen().forCall(undefined)).toEqual(fullProfile);
  },
);

test('whatever is kept, profiles come out that can be read again, with a default among them', () => {
  const kept = fc.record({
    id: fc.string(),
    profile: fc.dictionary(fc.constantFrom(...Object.keys(defaultProfile)), fc.jsonValue()),
  });
  const stored = fc.oneof(
    fc.jsonValue(),
    fc.record({ defaultId: fc.jsonValue(), profiles: fc.array(kept) }),
  );
  fc.assert(
    fc.property(stored, (value) => {
      const { value: parsed } = parseCallProfiles(value);
      expect(callProfilesSchema.parse(parsed)).toEqual(parsed);
      expect(parsed.profiles.map(({ id }) => id)).toContain(parsed.defaultId);
      const again = parseCallProfiles(JSON.parse(JSON.stringify(parsed)));
      expect(again).toEqual({ value: parsed, odd: [] });
    }),
    { seed: 5 },
  );
});

import { expect, test } from 'vitest';
import { ProfileService } from '../../../../src/main/profiles/profile-service.ts';
import { parseSettings } from '../../../../src/main/settings/settings-service.ts';
import { migrate } from '../../../../src/main/storage/database/migrate.ts';
import { migrations } from '../../../../src/main/storage/migrations/index.ts';
import { getCall } from '../../../../src/main/storage/tables/calls.ts';
import { writeDocument } from '../../../../src/main/storage/tables/documents.ts';
import {
  addUnexpected,
  listAnswers,
} from '../../../../src/main/storage/tables/unexpected-responses.ts';
import { defaultProfile } from '../../../../src/shared/domain/call-profile-rules.ts';
import { documentIn } from '../../../support/document-in.ts';
import { addOldCall, openOldDatabase } from '../../../support/old-database.ts';

const until = (version: number) => migrations.filter((each) => each.version <= version);

/** A database as version 10 left it. */
function oldDatabase(settings?: unknown) {
  const db = openOldDatabase(10);
  if (settings !== undefined) writeDocument(db, 'settings', settings);
  return db;
}

test('20: old calls stay readable without profile and technical details, and take odd answers', () => {
  const db = oldDatabase();
  const { id } = addOldCall(db);
  db.prepare("UPDATE calls SET facts = json_remove(facts, '$.profileName', '$.provider')").run();
  migrate(db, migrations);
  expect(getCall(db, id)).toMatchObject({ id, provider: null, dial: { profileName: null } });
  const answer = {
    at: 1,
    question: 'legs',
    httpStatus: 500,
    oddity: 'HTTP 500',
    body: '',
  } as const;
  expect(addUnexpected(db, id, answer)).toBe(true);
  expect(listAnswers(db, id)).toEqual([answer]);
});

test('21: how calls are placed moves from the settings into the default profile', () => {
  const db = oldDatabase({
    theme: 'dark',
    record: false,
    recordingChannels: 'single',
    recordingFormat: 'mp3-hq',
    maxTimeLimitSeconds: 600,
    attemptTimeOutSeconds: 45,
    stateManagement: false,
  });
  migrate(db, until(21));
  const profiles = new ProfileService(db, () => 'new');
  expect(profiles.forCall(undefined)).toEqual({
    ...defaultProfile,
    record: false,
    recordingChannels: 'single',
    recordingFormat: 'mp3-hq',
    maxTimeLimitSeconds: 600,
    attemptTimeOutSeconds: 45,
    stateManagement: false,
  });
  expect(documentIn(db, 'settings')).toEqual({ theme: 'dark' });
  expect(parseSettings(documentIn(db, 'settings')).value.theme).toBe('dark');
});

test('21: values that were not valid there either count as not set; the rest is taken over', () => {
  const db = oldDatabase({
    record: 'yes',
    recordingChannels: 'triple',
    recordingFormat: 7,
    maxTimeLimitSeconds: 59,
    attemptTimeOutSeconds: '45',
    stateManagement: false,
  });
  migrate(db, until(21));
  expect(new ProfileService(db, () => 'new').forCall(undefined)).toEqual({
    ...defaultProfile,
    stateManagement: false,
  });
  expect(documentIn(db, 'settings')).toEqual({});
});

test.each([undefined, null, [], 'text', {}])(
  '21: settings that are %j: calls are placed as by default',
  (settings) => {
    const db = oldDatabase(settings);
    migrate(db, until(21));
    expect(new ProfileService(db, () => 'new').forCall(undefined)).toEqual(defaultProfile);
    expect(documentIn(db, 'settings')).toEqual(settings);
  },
);

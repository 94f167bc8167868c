import type { Migration } from '../database/migrate.ts';

/** A value if the settings hold a valid one; otherwise null, and the profile's default applies. */
const taken = (name: string, valid: string) =>
  `'${name}', CASE WHEN ${valid} THEN json(value -> '$.${name}') END`;
const isBoolean = (name: string) => `json_type(value, '$.${name}') IN ('true', 'false')`;
const isWhole = (name: string, min: number, max: number) =>
  `json_type(value, '$.${name}') = 'integer' AND value ->> '$.${name}' BETWEEN ${min} AND ${max}`;
const isWord = (name: string, words: string) => `value ->> '$.${name}' IN (${words})`;

const moved = [
  taken('record', isBoolean('record')),
  taken('recordingChannels', isWord('recordingChannels', "'single', 'dual'")),
  taken('recordingFormat', isWord('recordingFormat', "'mp3', 'mp3-hq'")),
  taken('maxTimeLimitSeconds', isWhole('maxTimeLimitSeconds', 60, 14_400)),
  taken('attemptTimeOutSeconds', isWhole('attemptTimeOutSeconds', 10, 120)),
  taken('stateManagement', isBoolean('stateManagement')),
];

/** Moves how calls are placed from the settings into the default call profile. */
export const migration0021: Migration = {
  version: 21,
  // A patch leaves out what is null, so that only what was set is copied.
  run: `
    INSERT INTO documents (key, value)
    SELECT 'profiles', json_object('defaultId', 'default', 'profiles', json_array(json_object(
      'id', 'default',
      'profile', json_patch(json_object('name', 'Standard'), json_object(${moved.join(', ')})),
      'unreadable', json_array())))
    FROM documents WHERE key = 'settings' AND json_type(value) = 'object';

    UPDATE documents SET value = json_remove(value, '$.record', '$.recordingChannels',
      '$.recordingFormat', '$.maxTimeLimitSeconds', '$.attemptTimeOutSeconds', '$.stateManagement')
    WHERE key = 'settings' AND json_type(value) = 'object';
  `,
};

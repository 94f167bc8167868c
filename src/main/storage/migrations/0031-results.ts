import type { Migration } from '../database/migrate.ts';

/** The names of the built-in results in each language; a call kept the word, not the result. */
const words = [
  ['Interested', 'interested'],
  ['Call later', 'call_later'],
  ['No answer', 'no_answer'],
  ['Wrong number', 'wrong_number'],
  ['Not interested', 'not_interested'],
  ['Do not call', 'do_not_call'],
  ['रुचि है', 'interested'],
  ['बाद में कॉल', 'call_later'],
  ['जवाब नहीं', 'no_answer'],
  ['ग़लत नंबर', 'wrong_number'],
  ['रुचि नहीं', 'not_interested'],
  ['कॉल न करें', 'do_not_call'],
];
const wordRows = words.map(([word, id]) => `('${word}', '${id}')`).join(', ');

/**
 * Gives results ids: in the settings' list, which had words, and in calls. A word of the agent's
 * own becomes its result's id. Calls are indexed by the id, and practice calls without the names
 * that real contacts gave them.
 */
export const migration0031: Migration = {
  version: 31,
  run: `
    CREATE TEMP TABLE result_words (word TEXT PRIMARY KEY, id TEXT NOT NULL);
    INSERT INTO result_words VALUES ${wordRows};

    UPDATE documents SET value = json_set(value, '$.results', json((
      SELECT json_group_array(json_object('id', id, 'name', name,
        'marksDoNotCall', json(iif(id = 'do_not_call', 'true', 'false'))) ORDER BY place)
      FROM (
        SELECT coalesce(known.id, trim(listed.value)) AS id,
               iif(known.id IS NULL, trim(listed.value), NULL) AS name, min(listed.key) AS place
        FROM json_each(documents.value, '$.dispositions') AS listed
        LEFT JOIN result_words AS known ON known.word = trim(listed.value)
        WHERE listed.type = 'text' AND length(trim(listed.value)) BETWEEN 1 AND 40
        GROUP BY 1 ORDER BY place LIMIT 9))))
    WHERE key = 'settings' AND json_type(value, '$.dispositions') = 'array';
    UPDATE documents SET value = json_remove(value, '$.dispositions')
    WHERE key = 'settings' AND json_type(value) = 'object';

    UPDATE calls SET disposition = (SELECT id FROM result_words WHERE word = disposition)
    WHERE disposition IN (SELECT word FROM result_words);
    DROP TABLE result_words;

    DELETE FROM call_search
    WHERE rowid IN (SELECT seq FROM calls WHERE disposition IS NOT NULL OR practice = 1);
    INSERT INTO call_search (rowid, text)
    SELECT calls.seq, concat_ws(' ', substr(calls.customer_number, 2), contacts.name, calls.note,
                                '=' || calls.disposition || '=', calls.facts ->> 'sid')
    FROM calls LEFT JOIN contacts
      ON contacts.number = calls.customer_number AND contacts.practice = calls.practice
    WHERE calls.disposition IS NOT NULL OR calls.practice = 1;
  `,
};

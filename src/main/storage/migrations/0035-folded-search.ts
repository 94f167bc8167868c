import type { Migration } from '../database/migrate.ts';

/**
 * Uses one folding for everything that is searched: the index is rebuilt from the rows and takes
 * text as it is; names are sorted and searched by the same folding.
 */
export const migration0035: Migration = {
  version: 35,
  run: `
    DROP TABLE call_search;
    CREATE VIRTUAL TABLE call_search USING fts5 (
      text, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1'
    );
    INSERT INTO call_search (rowid, text)
    SELECT calls.seq, fold_text(concat_ws(' ', substr(calls.customer_number, 2), contacts.name,
      calls.note, '=' || calls.disposition || '=',
      CASE WHEN json_valid(calls.facts) THEN calls.facts ->> 'sid' END,
      numbers_in(contacts.name), numbers_in(calls.note)))
    FROM calls LEFT JOIN contacts
      ON contacts.number = calls.customer_number AND contacts.practice = calls.practice;
    UPDATE contacts SET name_key = fold_text(name);
  `,
};

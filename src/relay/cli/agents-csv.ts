import { SetupProblem } from '../setup/setup-problem.ts';
import type { WantedAgent } from './agents.ts';

/** One field of a CSV row: quoted, with doubled quotes inside, or plain (RFC 4180). */
const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;

/**
 * Reads `id,name` or `id,name,uri` rows, with or without a row of headings, in the UTF-8 that spreadsheets write.
 * Throws a SetupProblem that names the line.
 */
export function readAgentsCsv(text: string): WantedAgent[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((row, index) => ({ row, line: index + 1 }))
    .filter(({ row }) => row.trim() !== '')
    .map(({ row, line }) => {
      const [id = '', name = '', uri = '', ...more] = fieldsOf(row) ?? [];
      if (id !== '' && name !== '' && more.length === 0)
        return { id, name, ...(uri !== '' && { uri }) };
      throw new SetupProblem(
        `Line ${line} is not "id,name" or "id,name,uri". Mend it, then import again.`,
      );
    })
    .filter(({ id, name }, index) => index > 0 || `${id},${name}`.toLowerCase() !== 'id,name');
}

function fieldsOf(row: string): string[] | null {
  const fields: string[] = [];
  field.lastIndex = 0;
  for (;;) {
    const match = field.exec(row);
    if (!match) return null;
    const [, quoted, plain = '', end] = match;
    fields.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    if (end === '') return fields;
  }
}

/** Writes rows of `id,name,join text`, with headings. */
export function writeJoinTextsCsv(
  rows: readonly { agent: { id: string; name: string }; joinText: string }[],
): string {
  const quoted = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return ['id,name,join text']
    .concat(rows.map(({ agent, joinText }) => [agent.id, quoted(agent.name), joinText].join(',')))
    .map((row) => `${row}\n`)
    .join('');
}

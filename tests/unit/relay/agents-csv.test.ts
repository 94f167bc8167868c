import { expect, test } from 'vitest';
import { readAgentsCsv, writeJoinTextsCsv } from '../../../src/relay/cli/agents-csv.ts';

test.each([
  ['asha,Asha Rao\nvikram,Vikram Shah\n'],
  ['\ufeffID,Name\r\nasha,Asha Rao\r\n\r\nvikram , Vikram Shah'],
  ['asha,"Asha Rao"\n"vikram",Vikram Shah'],
])('%j names two agents', (text) => {
  expect(readAgentsCsv(text)).toEqual([
    { id: 'asha', name: 'Asha Rao' },
    { id: 'vikram', name: 'Vikram Shah' },
  ]);
});

test('a third column is the phone that rings', () => {
  expect(readAgentsCsv('id,name,uri\nasha,Asha Rao,sip:asha\nvikram,Vikram Shah,')).toEqual([
    { id: 'asha', name: 'Asha Rao', uri: 'sip:asha' },
    { id: 'vikram', name: 'Vikram Shah' },
  ]);
});

test.each(['asha', 'asha,', ',Asha', 'asha,Asha,+919800000001,more', 'asha,"Asha', 'asha,"As"ha'])(
  '%j is refused with its line',
  (row) => {
    expect(() => readAgentsCsv(`id,name\n${row}`)).toThrow('Line 2 is not "id,name"');
  },
);

test('what is written can be read again by a spreadsheet', () => {
  const agent = { id: 'asha', name: 'Rao, "Asha"' };
  const text = writeJoinTextsCsv([{ agent, joinText: 'handset-join:1.abc' }]);
  expect(text).toBe('id,name,join text\nasha,"Rao, ""Asha""",handset-join:1.abc\n');
  expect(readAgentsCsv('asha,"Rao, ""Asha"""')).toEqual([agent]);
});

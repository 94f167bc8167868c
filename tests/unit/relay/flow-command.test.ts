import { expect, test } from 'vitest';
import { pathSecret } from '../../../src/floor/keys.ts';
import { relayTask } from '../../../src/relay/cli/relay-command.ts';
import { readAgents } from '../../../src/relay/setup/read-files.ts';
import { relayFolderWith, someConfig } from '../../support/relay-folder.ts';

function run(words: string[], config: object, options: Record<string, string> = {}) {
  const { folder, master } = relayFolderWith([], config);
  const results: string[] = [];
  const task = relayTask(words);
  if (!task) throw new Error('no such task');
  const host = {
    result: (line: string) => void results.push(line),
    say: () => {},
    resolve: () => folder.path,
    credentials: undefined,
  };
  const line = { words, has: () => false, text: (name: string) => options[name] };
  return { task: () => task(host, line), results, folder, master };
}

test('flow prints what an administrator pastes into the flow', () => {
  const queues = [{ id: 'sales', name: 'Sales' }];
  const { task, results, master } = run(['flow'], { ...someConfig, queues });
  expect(task()).toBe(true);
  const at = (path: 'connect' | 'dial' | 'passthru') =>
    `https://relay.example.com/${path}/${pathSecret(master, 'f1', path)}`;
  expect(results).toEqual([
    `Connect, Sales: ${at('connect')}/sales`,
    `Agent pass-through: ${at('dial')}`,
    `Passthru after the conversation: ${at('passthru')}/talked`,
    `Passthru if nobody answers: ${at('passthru')}/unanswered`,
    `Passthru if nobody was dialled: ${at('passthru')}/not_dialled`,
  ]);
});

test('without a queue there is nothing to paste', () => {
  const { task } = run(['flow'], someConfig);
  expect(task).toThrow('relay.json names no queue');
});

test('an agent is added with the phone that rings', () => {
  const options = { name: 'Asha Rao', uri: '+919800000001' };
  const { task, folder } = run(['agents', 'add', 'asha'], someConfig, options);
  expect(task()).toBe(true);
  expect(readAgents(folder)).toEqual([{ id: 'asha', generation: 1, ...options }]);
});

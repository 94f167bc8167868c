import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readSetup } from '../../../src/relay/setup/read-setup.ts';
import { SetupProblem } from '../../../src/relay/setup/setup-problem.ts';
import { asha, heardLog, relayFolderWith, someConfig, vikram } from '../../support/relay-folder.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const { log } = heardLog();

const problemOf = (path: string, credentials?: string): string => {
  try {
    readSetup(path, { log, credentials }).close();
  } catch (error) {
    if (error instanceof SetupProblem) return error.message;
    throw error;
  }
  return 'none';
};

test('a folder is read, with what the file leaves out', () => {
  const { folder, master } = relayFolderWith([asha]);
  const setup = readSetup(folder.path, { log });
  setup.close();
  expect(setup.config).toMatchObject({ ...someConfig, limitPerMinute: 200, relay: 'relay-1' });
  expect(setup.master).toEqual(master);
  expect(setup.agents()).toEqual([asha]);
});

test('every mistake is a sentence with the next step', () => {
  expect(problemOf(join(tempFolder(), 'none'))).toMatch(/^There is no relay in .*"init"/);
  const { folder } = relayFolderWith([asha]);
  writeFileSync(folder.agents, '[');
  expect(problemOf(folder.path)).toMatch(/agents\.json is not JSON: .* Mend it there/);
  writeFileSync(folder.agents, JSON.stringify([asha, asha]));
  expect(problemOf(folder.path)).toMatch(
    /agents\.json has mistakes.*\n {2}agents\.json: ids repeat/,
  );
  rmSync(folder.agents);
  expect(problemOf(folder.path)).toMatch(/agents\.json is missing/);
  writeFileSync(folder.config, JSON.stringify({ ...someConfig, publicUrl: 'relay', limit: 3 }));
  const mistakes = problemOf(folder.path);
  expect(mistakes).toMatch(/relay\.json has mistakes/);
  expect(mistakes).toMatch(/\n {2}publicUrl: /);
  expect(mistakes).toMatch(/\n {2}relay\.json: .*limit/);
});

test('a file that may not be read says so', () => {
  const { folder } = relayFolderWith([asha]);
  rmSync(folder.config);
  mkdirSync(folder.config);
  expect(problemOf(folder.path)).toMatch(/relay\.json cannot be read \(EISDIR\)/);
});

test('the master key must be whole', () => {
  const { folder } = relayFolderWith([asha]);
  for (const text of ['', 'short', `${'A'.repeat(42)}B`, 'A'.repeat(44)]) {
    writeFileSync(folder.master, text);
    expect(problemOf(folder.path), text).toMatch(/does not hold a master key/);
  }
  rmSync(folder.master);
  expect(problemOf(folder.path)).toMatch(/master\.key is missing.*every agent/);
});

test.skipIf(process.platform === 'win32')('the master key must be closed to others', () => {
  const { folder } = relayFolderWith([asha]);
  for (const mode of [0o640, 0o604]) {
    chmodSync(folder.master, mode);
    expect(problemOf(folder.path)).toMatch(/Other users .*Run: chmod 600 /);
  }
});

test('a delivered credential comes before the folder’s own key', () => {
  const { folder } = relayFolderWith([asha]);
  const credentials = tempFolder();
  const nothingThere = readSetup(folder.path, { log, credentials });
  nothingThere.close();
  writeFileSync(join(credentials, 'master'), Buffer.alloc(32, 1).toString('base64url'));
  const setup = readSetup(folder.path, { log, credentials });
  setup.close();
  expect(setup.master).toEqual(Buffer.alloc(32, 1));
  expect(nothingThere.master).not.toEqual(setup.master);
});

test('an edit of agents.json is heard; a broken one keeps the former list', async () => {
  const { folder } = relayFolderWith([asha]);
  const ears = heardLog();
  const setup = readSetup(folder.path, { log: ears.log });
  onTestFinished(setup.close);
  const changed = () =>
    new Promise<void>((resolve) => {
      const end = setup.agentsChanged.on(() => {
        end();
        resolve();
      });
    });

  const added = changed();
  writeFileSync(`${folder.agents}.new`, JSON.stringify([asha, vikram]));
  renameSync(`${folder.agents}.new`, folder.agents);
  await added;
  expect(setup.agents()).toEqual([asha, vikram]);

  const said = ears.next();
  writeFileSync(folder.agents, '[{');
  await said;
  expect(ears.heard).toEqual([expect.stringMatching(/error: .*agents\.json is not JSON.*former/)]);
  expect(setup.agents()).toEqual([asha, vikram]);

  const mended = changed();
  writeFileSync(folder.agents, JSON.stringify([vikram]));
  await mended;
  expect(setup.agents()).toEqual([vikram]);
});

test('a phone is E.164 or a SIP id, and of one agent', () => {
  const { folder } = relayFolderWith([asha]);
  const said = (uris: string[]) => {
    const agents = uris.map((uri, index) => ({ ...asha, id: `a${index}`, uri }));
    writeFileSync(folder.agents, JSON.stringify(agents));
    return problemOf(folder.path);
  };
  expect(said(['+919800000001', 'sip:asha-1', 'sip:ravi@pune.example.com'])).toBe('none');
  for (const uri of ['09800000001', '+9198', 'asha', 'sip:', 'sip:a,b', '+919800000001,+14']) {
    expect(said([uri]), uri).toMatch(/\n {2}0\.uri: is neither a number/);
  }
  expect(said(['sip:Asha', 'sip:asha'])).toMatch(/"a0" and "a1" have the same phone, sip:asha/);
  writeFileSync(folder.agents, '[]');
  const queues = [{ id: 'sales', name: 'Sales', overflowUri: '1140000000' }];
  writeFileSync(folder.config, JSON.stringify({ ...someConfig, queues }));
  expect(problemOf(folder.path)).toMatch(/queues\.0\.overflowUri: is neither/);
});

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { openLog } from '../../../../src/main/base/log.ts';
import { Diagnostics } from '../../../../src/main/diagnostics/diagnostics-service.ts';
import { updateCall } from '../../../../src/main/storage/tables/calls.ts';
import type { AccountView } from '../../../../src/shared/domain/account.ts';
import { defaultSettings } from '../../../../src/shared/domain/settings.ts';
import { canaryForms, found } from '../../../support/canary.ts';
import { saveContact } from '../../../support/contacts.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { addCall, openTestDatabase } from '../../../support/test-database.ts';

const secret = { apiKey: 'canary-key-6f1b2c', apiToken: 'canary-token-9d8e7a' };
const pair = btoa(`${secret.apiKey}:${secret.apiToken}`);
const account = {
  region: 'custom' as const,
  baseUrl: 'https://exotel.test',
  accountSid: 'acme1',
  agentUri: '+919811122233',
  virtualNumber: '02244455566',
};
const view: AccountView = {
  mode: 'real',
  account,
  display: { agent: '+91 98111 22233', virtualNumber: '022 4445 5566' },
  active: account,
  agentDisplay: '+91 98111 22233',
  virtualNumberDisplay: '022 4445 5566',
  secretPlace: 'keychain',
  readiness: 'ready',
};

const ownResult = (name: string) => ({ id: name, name, marksDoNotCall: false });

function setUp() {
  const database = openTestDatabase();
  const logs = tempFolder();
  const log = openLog(logs);
  const diagnostics = new Diagnostics({
    db: database.db,
    clock: new FakeClock(Date.UTC(2026, 0, 5, 10)),
    logs,
    clean: log.clean,
    logTrouble: log.trouble,
    settings: () => ({ ...defaultSettings, results: ['Asha', 'Ravi'].map(ownResult) }),
    account: () => view,
    clockOffsetMs: () => 420_000,
    versions: () => ({ handset: '0.1.0' }),
    files: { reveal: () => {}, askWhereToSave: async () => null },
  });
  return { database, logs, log, diagnostics };
}

async function exported(diagnostics: Diagnostics) {
  const path = join(tempFolder(), diagnostics.fileName());
  await diagnostics.write(path);
  const files = unzipSync(readFileSync(path));
  const texts = Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]),
  );
  return { path, texts, report: JSON.parse(texts['report.json'] ?? '') };
}

test('tells how calls, database and log are, and nothing of anybody', async () => {
  const { database, log, diagnostics } = setUp();
  saveContact(database.db, { name: 'Asha Menon', number: '+919876543210' });
  const call = addCall(database.db, {
    customerNumber: '+919876543210',
    customerDisplay: '+91 98765 43210',
    agentUri: 'sip:asha@voip.exotel.com',
    sid: '3f3fedf8f0928550a60bfa6302dc16b2',
    customField: 'order of Asha Menon',
    problem: {
      kind: 'other_refusal',
      httpStatus: 400,
      code: 10_706,
      description: `cannot reach +919876543210 with Basic ${pair}`,
      retryAfterSeconds: null,
    },
  });
  updateCall(database.db, call, [
    { at: Date.UTC(2026, 0, 5), kind: 'sent', basis: 'local', detail: 'to 098765 43210' },
  ]);
  database.db.prepare("UPDATE calls SET note = 'promised Asha a car'").run();
  log.hide(secret);
  log.error('dialling +919876543210', new Error(`key ${secret.apiKey}`));

  const { texts, report } = await exported(diagnostics);
  expect(Object.keys(texts).sort()).toEqual(['logs/main.log', 'report.json']);
  expect(report).toMatchObject({
    exportedAt: '2026-01-05T10:00:00.000Z',
    clockOffsetMs: 420_000,
    versions: { handset: '0.1.0' },
    account: {
      mode: 'real',
      secretPlace: 'keychain',
      real: { host: 'exotel.test', accountSid: 'acme1', agent: '…233', exoPhone: '…566' },
    },
    settings: { language: 'system', hotkeyMode: 'countdown', results: '2 entries' },
    database: {
      quickCheck: 'ok',
      journalMode: 'wal',
      contacts: 1,
      calls: [{ state: 'ended', practice: false, count: 1 }],
    },
    calls: [
      {
        sid: '3f3fedf8f0928550a60bfa6302dc16b2',
        state: 'ended',
        problem: { kind: 'other_refusal', code: 10_706, httpStatus: 400 },
      },
    ],
  });
  expect(report.database.bytes).toBeGreaterThan(0);
  expect(report.database.walBytes).toBeGreaterThan(0);
  expect(report.calls[0].timeline.map(({ kind }: { kind: string }) => kind)).toContain('sent');

  const all = Object.values(texts).join('\n');
  expect(texts['logs/main.log']).toContain('dialling …210');
  expect(all).not.toMatch(/Asha|Ravi|Menon|asha@|car\b|order of/);
  expect(all.replace(/[\s-]/g, '')).not.toMatch(/9876543210|3210\b|98111|22233|44455/);
  expect(found(Buffer.from(all), canaryForms(secret.apiKey, secret.apiToken))).toEqual([]);
});

test('the newest twenty calls, newest first', async () => {
  const { database, diagnostics } = setUp();
  const ids = Array.from({ length: 25 }, () => addCall(database.db).id);
  const { report } = await exported(diagnostics);
  expect(report.calls.map(({ id }: { id: string }) => id)).toEqual(ids.reverse().slice(0, 20));
});

test('what a version before wrote into the log is redacted now', async () => {
  const { logs, diagnostics } = setUp();
  writeFileSync(join(logs, 'main.old.log'), 'dialling +919876543210\n');
  expect((await exported(diagnostics)).texts['logs/main.old.log']).toBe('dialling …210\n');
});

test('a database that cannot be read is no reason to say nothing', async () => {
  const { database, diagnostics } = setUp();
  database.db.exec('DROP TABLE timeline; DROP TABLE calls');
  const { report, texts } = await exported(diagnostics);
  expect(report.database.failed).toContain('no such table');
  expect(report.calls.failed).toContain('no such table');
  expect(Object.keys(texts)).toContain('report.json');
});

test('a folder that takes no file: said so, and nothing half is left', async () => {
  const { diagnostics } = setUp();
  await expect(diagnostics.write('/nonexistent/x.zip')).rejects.toMatchObject({
    code: 'export_failed',
    params: { reason: 'ENOENT' },
  });
  const folder = tempFolder();
  const taken = join(folder, 'taken.zip');
  writeFileSync(taken, 'before');
  writeFileSync(`${taken}.part`, 'of an export that was cut off');
  await diagnostics.write(taken);
  expect(unzipSync(readFileSync(taken))).toHaveProperty('report.json');
  expect(readdirSync(folder)).toEqual(['taken.zip']);
});

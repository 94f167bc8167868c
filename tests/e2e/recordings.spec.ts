import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { dialled } from '../support/dialled.ts';
import { silentMp3, silentWav } from '../support/sound-files.ts';
import { expect, expectAccessible, type Handset, test } from './fixtures.ts';
import { callHistory, dial, expectOutcome, goTo, historyRows, newestCall } from './steps.ts';

test.use({ env: { HANDSET_PRACTICE_SPEED: '30' } });

async function recordedCall(app: Handset, number = '98765 40000') {
  await dial(app.page, number);
  await expectOutcome(app.page, 'completed');
  await expect
    .poll(async () => (await newestCall(app.page)).recording.state, { timeout: 20_000 })
    .toBe('saved');
  return newestCall(app.page);
}

function savedFiles(app: Handset): string[] {
  const folder = join(app.userData, 'recordings');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test('comes by itself, whole: the file has the checksum that the call history shows', async ({
  app,
}) => {
  const { id, recording } = await recordedCall(app);
  const [file, ...others] = savedFiles(app);
  expect(others).toEqual([]);
  const content = readFileSync(file ?? '');
  expect(createHash('sha256').update(content).digest('hex')).toBe(recording.sha256);
  expect(content.length).toBe(recording.bytesReceived);

  await app.restart();
  expect((await newestCall(app.page)).recording).toEqual(recording);
  // A player asks for parts.
  const part = await app.page.evaluate(async (callId) => {
    const answer = await fetch(`/recordings/${callId}`, { headers: { range: 'bytes=10-19' } });
    return {
      status: answer.status,
      range: answer.headers.get('content-range'),
      bytes: [...new Uint8Array(await answer.arrayBuffer())],
    };
  }, id);
  expect(part).toEqual({
    status: 206,
    range: `bytes 10-19/${content.length}`,
    bytes: [...content.subarray(10, 20)],
  });
});

test('plays in the app, and is shown in its folder', async ({ app }) => {
  const { page } = app;
  const call = await recordedCall(app);
  await goTo(page, 'Recordings');
  await historyRowOf(app, call.customerDisplay ?? '').click();
  const player = page.getByRole('region', { name: 'Recording', exact: true });
  await player.getByRole('button', { name: 'Play' }).click();
  await expect(player.getByRole('button', { name: 'Pause' })).toBeVisible();
  const position = player.getByRole('slider', { name: 'Position' });
  await expect.poll(async () => Number(await position.inputValue())).toBeGreaterThan(0);
  await player.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Show in folder' }).click();
  await expect.poll(async () => (await app.desktop.state()).revealedFiles).toEqual(savedFiles(app));
});

test('one channel where two were asked for: nobody is named, and nobody is heard alone', async ({
  app,
}) => {
  const { page } = app;
  const call = await recordedCall(app);
  expect(dialled(call).dial.recordingChannels).toBe('dual');
  const [file] = savedFiles(app);
  await goTo(page, 'Recordings');
  await historyRowOf(app, call.customerDisplay ?? '').click();
  const player = page.getByRole('region', { name: 'Recording', exact: true });
  await expect(player.getByRole('combobox', { name: 'Who is heard' })).toBeVisible();
  await expect(player.getByText('Customer', { exact: true })).toBeVisible();

  writeFileSync(file ?? '', silentWav({ channels: 1, seconds: 20 }));
  await goTo(page, 'History');
  await historyRowOf(app, call.customerDisplay ?? '').click();
  await expect(player.getByText('0:00 / 0:20')).toBeVisible();
  await expect(player.getByText('Customer', { exact: true })).toHaveCount(0);
  await expect(player.getByText('You', { exact: true })).toHaveCount(0);
  await expect(player.getByRole('combobox', { name: 'Who is heard' })).toHaveCount(0);
  await player.getByRole('button', { name: 'Play' }).click();
  await expect(player.getByRole('button', { name: 'Pause' })).toBeVisible();
});

test('a very long one is played, and not read into memory to be drawn', async ({ app }) => {
  const { page } = app;
  const call = await recordedCall(app);
  const [file] = savedFiles(app);
  const recording = silentMp3(91 * 60);
  writeFileSync(file ?? '', recording);
  let fetched = 0;
  page.on('response', (response) => {
    if (!response.url().includes('/recordings/') || response.request().resourceType() !== 'fetch')
      return;
    fetched += Number(response.headers()['content-length'] ?? recording.length);
  });
  await goTo(page, 'Recordings');
  await historyRowOf(app, call.customerDisplay ?? '').click();
  const player = page.getByRole('region', { name: 'Recording', exact: true });
  await expect(player.getByText('0:00 / 1:31:00')).toBeVisible();
  await expect(player.getByText(/^Longer than 1 h 30 min/)).toBeVisible();
  // Its head alone tells that it has two channels.
  await expect(player.getByRole('combobox', { name: 'Who is heard' })).toBeVisible();
  await player.getByRole('slider', { name: 'Position' }).fill('5400');
  await player.getByRole('button', { name: 'Play' }).click();
  await expect(player.getByText('1:30:01 / 1:31:00')).toBeVisible();
  expect(fetched).toBeLessThan(100_000);
});

test('the list tells length and size; a call that goes on says that it is recorded', async ({
  app,
}) => {
  const { page } = app;
  const call = await recordedCall(app);
  await goTo(page, 'Recordings');
  await expect(historyRowOf(app, call.customerDisplay ?? '')).toContainText(/\d+:\d\d\s*113 kB/);
  await app.restart({ env: { HANDSET_PRACTICE_SPEED: '1' } });
  await dial(app.page, '98765 50000');
  await goTo(app.page, 'History');
  await historyRowOf(app, '98765 50000').click();
  await expect(app.page.getByText(/^Being recorded\./)).toBeVisible();
  await expect(app.page.getByText('This call has no recording.')).toHaveCount(0);
});

test('late: processing, with the time of the next look, until it is there', async ({ app }) => {
  await dial(app.page, '98765 40009');
  await expectOutcome(app.page, 'completed');
  expect((await newestCall(app.page)).recording).toMatchObject({ state: 'processing' });
  await goTo(app.page, 'History');
  await historyRows(app.page).first().click();
  await expect(app.page.getByText(/Exotel is preparing it/).first()).toBeVisible();
  await expect(app.page.getByText(/Next look at/).first()).toBeVisible();
  await expect
    .poll(async () => (await newestCall(app.page)).recording.state, { timeout: 20_000 })
    .toBe('saved');
});

test('none where none was wanted', async ({ app }) => {
  const { page } = app;
  await page.getByRole('switch', { name: 'Record' }).click();
  await dial(page, '98765 40000');
  const { recording } = await expectOutcome(page, 'completed');
  expect(recording.state).toBe('none');
  expect(savedFiles(app)).toEqual([]);
});

test('kept for as long as is set, by Exotel’s clock: the practice account’s is none, and says so', async ({
  app,
}) => {
  const { id } = await recordedCall(app);
  await goTo(app.page, 'Settings');
  await app.page.getByRole('tab', { name: 'Recordings' }).click();
  await expect(app.page.getByText(/in 1 recording$/)).toBeVisible();
  await expectAccessible(app.page);
  await app.page.getByRole('combobox', { name: 'Keep recordings on this computer' }).click();
  await app.page.getByRole('option', { name: 'For 7 days' }).click();
  await expect(app.page.getByText(/The practice account doesn’t give the time/)).toBeVisible();

  const db = new Database(join(app.userData, 'handset.db'));
  const eightDays = 8 * 24 * 3_600_000;
  db.prepare('UPDATE recordings SET updated_at = updated_at - ?').run(eightDays);
  db.close();
  // Another download is the occasion to look for what is too old.
  await recordedCall(app, '98765 50000');
  const old = (await callHistory(app.page)).find((call) => call.id === id);
  expect(old?.recording.state).toBe('saved');
  expect(savedFiles(app)).toHaveLength(2);
});

test('two recordings of a call are two parts, each with its player; keys are the last player’s', async ({
  app,
}) => {
  const call = await recordedCall(app);
  const [file = ''] = savedFiles(app);
  copyFileSync(file, file.replace('.mp3', '.2.mp3'));
  const db = new Database(join(app.userData, 'handset.db'));
  db.prepare(
    `INSERT INTO recordings (call_id, part, state, file_name, bytes_received, bytes_total, updated_at)
     SELECT call_id, 2, state, replace(file_name, '.mp3', '.2.mp3'), bytes_received, bytes_total,
            updated_at FROM recordings`,
  ).run();
  db.close();
  await goTo(app.page, 'Recordings');
  await historyRowOf(app, call.customerDisplay ?? '').click();
  const part = (number: number) =>
    app.page.getByRole('region', { name: `Recording ${number} of 2`, exact: true });
  await part(2).getByRole('button', { name: 'Play' }).click();
  await expect(part(2).getByRole('button', { name: 'Pause' })).toBeVisible();
  await app.page.keyboard.press('k');
  await expect(part(2).getByRole('button', { name: 'Play' })).toBeVisible();
  await expect(part(1).getByRole('button', { name: 'Play' })).toBeVisible();
  await expectAccessible(app.page);
});

test('recordings without a call are told, stay until the agent removes them, and the rest stays', async ({
  app,
}) => {
  await recordedCall(app);
  const [file = ''] = savedFiles(app);
  copyFileSync(file, join(app.userData, 'recordings', 'lost-sid.mp3'));
  await app.restart();
  await goTo(app.page, 'Recordings');
  const told = app.page.getByRole('region', { name: /^1 recording without a call \(113 kB\)/ });
  await expect(told).toBeVisible();
  await expectAccessible(app.page);
  await told.getByRole('button', { name: 'Remove…' }).click();
  await app.page.getByRole('button', { name: 'Remove for good' }).click();
  await expect(told).toHaveCount(0);
  expect(savedFiles(app)).toEqual([file]);
});

test('where a file stands in place of the folder, Handset starts, says so, and goes on by itself', async ({
  app,
}) => {
  const folder = join(app.userData, 'recordings');
  rmSync(folder, { recursive: true, force: true });
  writeFileSync(folder, 'no folder');
  await app.restart();
  await expect(app.page.getByText(`Recordings cannot be saved: ${folder}`)).toBeVisible();
  rmSync(folder);
  await recordedCall(app);
  await expect(app.page.getByText('Recordings cannot be saved')).toHaveCount(0);
});

function historyRowOf(app: Handset, number: string) {
  return app.page.getByRole('option').filter({ hasText: number }).first();
}

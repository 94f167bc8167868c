// A lock for commands that are started twice at once. Plain JavaScript without dependencies, for
// bootstrap.mjs.
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { during, stop } from './terminal.mjs';

/** A living owner touches its lock this often; one that stays untouched is abandoned. */
const touchMs = 2_000;
const abandonedMs = 20_000;
/**
 * Two processes that find the same abandoned lock both replace it: the later one gets it, as seen
 * after this.
 */
const settleMs = 100;

/**
 * Takes the lock until this process ends, in whatever way, or until it is released.
 * @param {string} file
 * @returns {Promise<(() => void) | null>} a function that releases it; null while another process
 * has it
 */
export async function takeLock(file) {
  try {
    mkdirSync(dirname(file), { recursive: true });
    return await take(file);
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    return stop(
      `The folder ${dirname(file)} cannot be written to (${code}). Make it a folder that you may write to, then run the same command again.`,
    );
  }
}

/** @param {string} file */
async function take(file) {
  const own = String(process.pid);
  const abandoned = readLock(file);
  if (abandoned === 'held') return null;
  if (abandoned === 'abandoned') rmSync(file, { force: true });
  try {
    writeFileSync(file, own, { flag: 'wx' });
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return null;
    throw error;
  }
  if (abandoned === 'abandoned') await wait(settleMs);
  if (ownerOf(file) !== own) return null;
  const touching = setInterval(() => touch(file), touchMs).unref();
  const giveBack = () => {
    clearInterval(touching);
    process.off('exit', giveBack);
    if (ownerOf(file) === own) rmSync(file, { force: true });
  };
  process.on('exit', giveBack);
  return giveBack;
}

/**
 * Runs `work` alone, first waiting for another process that has the lock, and says so.
 * @template T
 * @param {string} file
 * @param {string} others for example "Another command is building"
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(file, others, work) {
  const giveBack =
    (await takeLock(file)) ?? (await during(`${others}: waiting for it`, () => waitForLock(file)));
  try {
    return await work();
  } finally {
    giveBack();
  }
}

/** @param {string} file */
async function waitForLock(file) {
  for (;;) {
    await wait(200);
    const giveBack = await takeLock(file);
    if (giveBack !== null) return giveBack;
  }
}

/**
 * @param {string} file
 * @returns {'free' | 'held' | 'abandoned'}
 */
function readLock(file) {
  const owner = ownerOf(file);
  if (owner === null) return 'free';
  try {
    if (Date.now() - statSync(file).mtimeMs > abandonedMs) return 'abandoned';
  } catch {
    return 'free';
  }
  // Just created, it is still empty and names no owner.
  return owner === '' || isAlive(Number(owner)) ? 'held' : 'abandoned';
}

/**
 * @param {string} file
 * @returns {string | null}
 */
function ownerOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it belongs to another user, and is alive.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** @param {string} file */
function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Removed by hand: the next process may have it.
  }
}

// What every script prints besides its results: progress and failures, on standard error, in plain
// lines. Plain JavaScript without dependencies, because bootstrap.mjs uses it first.

// A reader that stops reading ("| head -1") is not a failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const heartbeatMs = 10_000;

/** A failure with a message of its own that says what to do next; nothing else of it is shown. */
export class Stopped extends Error {}

/**
 * Prints on standard error: standard output belongs to results.
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * Ends the script with a sentence on what failed and what to do next.
 * @param {string} sentence
 * @returns {never}
 */
export function stop(sentence) {
  throw new Stopped(sentence);
}

/**
 * Runs a script's work to its exit status; if it is stopped, says why.
 * @param {() => Promise<number> | number} work
 * @returns {Promise<void>}
 */
export async function runScript(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    say(error.message);
    // At once, whatever may still be open, but not before a report has been written.
    process.stdout.write('', () => process.exit(1));
  }
}

/**
 * Reports work that takes long: first after `quietMs`, then every ten seconds, and when it is done.
 * @template T
 * @param {string} what for example "Building Handset"
 * @param {() => Promise<T> | T} work
 * @param {number} [quietMs] anything done sooner is not mentioned at all
 * @returns {Promise<T>}
 */
export async function during(what, work, quietMs = 0) {
  const began = Date.now();
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
  /** @type {NodeJS.Timeout[]} */
  const timers = [];
  const announce = () => {
    say(`${what} …`);
    timers.push(setInterval(() => say(`${what} … ${seconds()}`), heartbeatMs));
  };
  if (quietMs === 0) announce();
  else timers.push(setTimeout(announce, quietMs));
  try {
    return await work();
  } finally {
    for (const timer of timers) clearTimeout(timer);
  }
}

/** Environment variables that tell a program whether it may use colours. */
export function colourVariables() {
  const { NO_COLOR } = process.env;
  const shown = process.stdout.isTTY && process.stderr.isTTY && !NO_COLOR;
  return shown ? {} : { NO_COLOR: '1', FORCE_COLOR: '0' };
}

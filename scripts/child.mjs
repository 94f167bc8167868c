// Programs that scripts run. Plain JavaScript without dependencies, for bootstrap.mjs.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';
import { colourVariables } from './terminal.mjs';

/** @type {readonly NodeJS.Signals[]} */
const ends = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] besides this process's own
 * @property {number} [timeoutMs]
 * @property {'stdout' | 'stderr' | 'nowhere'} [output] where its standard output goes; by default ours
 * @property {'stderr' | 'nowhere' | ((text: string) => void)} [errors] where its standard error goes
 * @property {boolean} [trusted] it keeps control codes out of pipes itself, and may read our input
 * @property {boolean} [shell]
 * @property {(signal: NodeJS.Signals) => void} [onSignal] told what has ended it, where we have not
 */

/**
 * Runs a program to its end. Its output is stripped of control codes unless it goes to a terminal.
 * A signal that ends this process ends the program too.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>} its exit status; 1 if it could not be run or took too long
 */
export async function run(command, args, options = {}) {
  const { cwd, env, timeoutMs, output = 'stdout', errors = 'stderr' } = options;
  const { trusted, shell, onSignal } = options;
  const streams = [streamOf(output), typeof errors === 'function' ? null : streamOf(errors)];
  const child = spawn(command, [...args], {
    cwd,
    shell,
    timeout: timeoutMs,
    env: { ...process.env, ...colourVariables(), ...env },
    stdio: [
      trusted ? 'inherit' : 'ignore',
      ...streams.map((stream, index) => {
        if (index === 1 && typeof errors === 'function') return /** @type {const} */ ('pipe');
        if (stream === null) return /** @type {const} */ ('ignore');
        return trusted || stream.isTTY ? stream.fd : /** @type {const} */ ('pipe');
      }),
    ],
  });
  for (const [index, stream] of streams.entries()) {
    const source = [child.stdout, child.stderr][index];
    if (source && stream) passPlainly(source, stream);
  }
  if (typeof errors === 'function') child.stderr?.setEncoding('utf8').on('data', errors);
  const forward = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
  /** @type {NodeJS.Signals | null} */
  let ended = null;
  const end = (/** @type {NodeJS.Signals} */ signal) => {
    ended = signal;
    // On Windows that would kill it before it can clean up; the console itself notifies it.
    if (process.platform !== 'win32') forward(signal);
  };
  for (const signal of ends) process.on(signal, end);
  const status = await new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code, signal) => {
      if (signal !== null && ended === null) onSignal?.(signal);
      resolve(code ?? 1);
    });
  });
  for (const signal of ends) process.off(signal, end);
  if (ended !== null) process.exit(128 + constants.signals[/** @type {NodeJS.Signals} */ (ended)]);
  return status;
}

/**
 * @param {'stdout' | 'stderr' | 'nowhere'} name
 * @returns {(NodeJS.WriteStream & { fd: number }) | null}
 */
function streamOf(name) {
  return name === 'nowhere' ? null : process[name];
}

/**
 * Passes lines on as they come, without control codes that only a terminal understands.
 * @param {NodeJS.ReadableStream} source
 * @param {NodeJS.WritableStream} target
 */
export function passPlainly(source, target) {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  source.on('data', (/** @type {Buffer} */ chunk) => {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) target.write(`${plain(line)}\n`);
  });
  source.on('end', () => {
    if (rest !== '') target.write(`${plain(rest)}\n`);
  });
}

/**
 * Returns a line as it finally looks, without what a carriage return has overwritten.
 * @param {string} line
 */
export function plain(line) {
  const shown = stripVTControlCharacters(line).replace(/\r+$/, '').split('\r').at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this looks for.
  return shown.replace(/[\x00-\x08\x0b-\x1f\x7f]/g, '');
}

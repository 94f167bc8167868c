// How every npm script reads its arguments: one declaration gives the usage and the error messages.
// Plain JavaScript without dependencies, because bootstrap.mjs needs it before anything is
// installed.
import { parseArgs } from 'node:util';
import { commands } from './commands.mjs';

/**
 * @typedef {object} Option
 * @property {string} about for the usage
 * @property {string} [value] what stands for its value in the usage; an option without is a switch
 * @property {string} [fallback] its value where it is not given
 * @property {(text: string) => string | null} [complaint] what is wrong with a value, or null
 */
/**
 * @typedef {object} Command
 * @property {string} about what it does, in lines of at most 80 characters
 * @property {{ title: string, options: Record<string, Option> }[]} groups
 * @property {{ name: string, about: string, most: number, complaint?: (text: string) => string | null }} [words]
 * what may stand there besides options
 * @property {string} [after] the last lines of the usage
 * @property {string} [call] as one types it, where it is no npm script
 */
/**
 * @typedef {object} CommandLine
 * @property {(option: string) => boolean} has whether it was given
 * @property {(option: string) => string | undefined} text its value, or what it falls back to
 * @property {string[]} words
 */
/** @typedef {keyof typeof commands | Command} CommandName an npm script, or a command of another kind */

/** npm's own settings: in the environment they say nothing about our options. */
const npmKnows = ['key', 'only'];

/**
 * Reads the arguments of a script. Prints the usage and ends the process if that was requested
 * (exit status 0), or if there is an argument the script does not know (2).
 * @param {CommandName} name
 * @param {readonly string[]} argv
 * @returns {CommandLine}
 */
export function readCommandLine(name, argv) {
  const read = parseCommandLine(name, argv, process.env);
  if ('line' in read) return read.line;
  if ('help' in read) {
    process.stdout.write(`${usageOf(name)}\n`);
    process.exit(0);
  }
  refuse(name, read.complaint);
}

/**
 * Ends the process, printing what is wrong with its arguments, and the usage.
 * @param {CommandName} name
 * @param {string} complaint one sentence
 * @returns {never}
 */
export function refuse(name, complaint) {
  process.stderr.write(`${complaint}\n\n${usageOf(name)}\n`);
  process.exit(2);
}

/**
 * Does the same without side effects.
 * @param {CommandName} name
 * @param {readonly string[]} argv
 * @param {NodeJS.ProcessEnv} env of a script that npm runs
 * @returns {{ line: CommandLine } | { help: true } | { complaint: string }}
 */
export function parseCommandLine(name, argv, env) {
  const { words: wanted } = command(name);
  const options = optionsOf(name);
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries([
      ['help', { type: 'boolean', short: 'h' }],
      ...Object.entries(options).map(([key, { value }]) => [
        key,
        { type: value === undefined ? 'boolean' : 'string' },
      ]),
    ]),
    strict: false,
    tokens: true,
  });
  /** @type {Map<string, string>} */
  const values = new Map();
  /** @type {string[]} */
  const words = [];
  let complaint = keptByNpm(name, argv, env);
  for (const token of tokens) {
    if (token.kind === 'option' && token.name === 'help') return { help: true };
    if (token.kind === 'option') {
      complaint ??= optionComplaint(name, token, argv[token.index] ?? '', values);
      values.set(token.name, token.value ?? '');
    } else if (token.kind === 'positional') {
      words.push(token.value);
      if (!wanted || words.length > wanted.most) complaint ??= strayWord(name, token.value);
      complaint ??= wanted?.complaint?.(token.value) ?? null;
    }
  }
  if (complaint !== null) return { complaint };
  return {
    line: {
      has: (key) => values.has(key),
      text: (key) => values.get(key) ?? options[key]?.fallback,
      words,
    },
  };
}

/**
 * @param {CommandName} name
 * @returns {string}
 */
export function usageOf(name) {
  const { about, groups, words, after } = command(name);
  const sections = groups.map(({ title, options }) => ({
    title,
    rows: Object.entries(options).map(([key, { value, about: text, fallback }]) => [
      value === undefined ? `--${key}` : `--${key} ${value}`,
      fallback === undefined ? text : `${text} (${fallback})`,
    ]),
  }));
  const rows = [...(words ? [[words.name, words.about]] : []), ['--help, -h', 'shows this']];
  sections.push({ title: '', rows });
  const width = Math.max(
    ...sections.flatMap((each) => each.rows.map(([left = '']) => left.length)),
  );
  const blocks = sections.map(({ title, rows: lines }) =>
    [
      ...(title === '' ? [] : [title]),
      ...lines.map(([left = '', right]) => `  ${left.padEnd(width)}  ${right}`),
    ].join('\n'),
  );
  const placeholder = words ? ` [${words.name}]` : '';
  const options = groups.length > 0 ? ' [options]' : '';
  const shape = `Usage: ${callOf(name)}${typeof name === 'string' && (options || placeholder) ? ' --' : ''}${options}${placeholder}`;
  return [shape, about, ...blocks, ...(after ? [after] : [])].join('\n\n');
}

/**
 * @param {CommandName} name
 * @returns {string} as one types it
 */
function callOf(name) {
  if (typeof name !== 'string') return name.call ?? '';
  return name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`;
}

/**
 * @param {CommandName} name
 * @returns {Command}
 */
function command(name) {
  return typeof name === 'string' ? commands[name] : name;
}

/**
 * @param {CommandName} name
 * @returns {Record<string, Option>}
 */
function optionsOf(name) {
  return Object.assign({}, ...command(name).groups.map(({ options }) => options));
}

/**
 * @param {CommandName} name
 * @param {{ name: string, value?: string | undefined, inlineValue?: boolean | undefined }} token
 * @param {string} given the argument that it came from
 * @param {Map<string, string>} before
 */
function optionComplaint(name, { name: key, value, inlineValue }, given, before) {
  const option = optionsOf(name)[key];
  const [typed = ''] = given.split('=');
  if (!option) return `${callOf(name)} has no option ${typed}.`;
  if (before.has(key)) return `--${key} is there twice.`;
  if (option.value === undefined) return inlineValue ? `--${key} takes no value.` : null;
  // "--to --json" is missing a number; a value that does begin with a dash is written "--token=-x".
  const forgotten = value === undefined || (!inlineValue && value.startsWith('-'));
  if (forgotten) return `--${key} needs a value: --${key} ${option.value}.`;
  const wrong = option.complaint?.(value) ?? null;
  return wrong === null ? null : `--${key}: ${wrong}`;
}

/**
 * @param {CommandName} name
 * @param {string} word
 */
function strayWord(name, word) {
  const lost = Object.keys(optionsOf(name)).length > 0;
  const hint = lost ? ` Options come after a lone "--": ${callOf(name)} -- --help.` : '';
  return `${callOf(name)} does not know what to do with "${word}".${hint}`;
}

/**
 * Without a separate "--" npm takes options for its own, and the script would run as if nothing had
 * been requested. npm also completes names: `--to` is its `--token-description`.
 * @param {CommandName} name
 * @param {readonly string[]} argv
 * @param {NodeJS.ProcessEnv} env
 */
function keptByNpm(name, argv, env) {
  const kept = Object.keys(env);
  const lost = Object.keys(optionsOf(name)).find(
    (key) =>
      !npmKnows.includes(key) &&
      kept.some((variable) => variable.startsWith(`npm_config_${key}`)) &&
      !argv.some((argument) => argument === `--${key}` || argument.startsWith(`--${key}=`)),
  );
  return lost === undefined
    ? null
    : `npm kept --${lost} for itself: put a lone "--" before it, as in ${callOf(name)} -- --${lost}.`;
}

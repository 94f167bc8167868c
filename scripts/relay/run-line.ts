import { resolve } from 'node:path';
import { checkTask, type RelayHost, relayTask, serve } from '../../src/relay/index.ts';
import { SetupProblem } from '../../src/relay/setup/setup-problem.ts';
import { type CommandLine, type CommandName, refuse } from '../command-line.mjs';
import { say, stop } from '../terminal.mjs';

/**
 * Does what the arguments of the relay's command say.
 *
 * @returns the exit status
 */
export async function runLine(name: CommandName, line: CommandLine): Promise<number> {
  const { words } = line;
  const task = words.length > 0 ? relayTask(words) : line.has('check') ? checkTask : serve;
  if (!task) refuse(name, `"${words.join(' ')}" is no command of the relay.`);
  try {
    return (await task(host, line)) ? 0 : 1;
  } catch (error) {
    if (error instanceof SetupProblem) stop(error.message);
    throw error;
  }
}

const host: RelayHost = {
  result: (text) => console.log(text),
  say,
  // npm itself changes to the project's folder, wherever it is called.
  resolve: (path) => resolve(process.env['INIT_CWD'] ?? '.', path),
  credentials: process.env['CREDENTIALS_DIRECTORY'],
};

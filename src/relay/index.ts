import { folderOf, type RelayTask } from './cli/relay-command.ts';
import { startRelay } from './compose.ts';
import { openRelayLog } from './relay-log.ts';
import { readSetup } from './setup/read-setup.ts';
import { SetupProblem } from './setup/setup-problem.ts';

export { checkTask, type RelayHost, relayTask } from './cli/relay-command.ts';

/** Runs the relay of a folder until the process is told to end. Throws a SetupProblem. */
export const serve: RelayTask = async (host, line) => {
  const log = openRelayLog();
  const setup = readSetup(folderOf(host, line), { log, credentials: host.credentials });
  const ended = endSignal();
  const relay = await startRelay(setup).catch((error: NodeJS.ErrnoException) => {
    setup.close();
    throw error.syscall === 'listen' ? cannotListen(error) : error;
  });
  log.info('Listening.', relay.ports);
  await ended;
  setup.close();
  await relay.stop();
  return true;
};

/** Later signals change nothing: in a terminal, Ctrl+C reaches us from more than one side. */
function endSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
}

function cannotListen({ code, message }: NodeJS.ErrnoException): SetupProblem {
  const next =
    code === 'EADDRINUSE'
      ? 'Another program, perhaps another relay, has the port: end it, or change the port in relay.json.'
      : 'Change "listen" or "metrics" in relay.json.';
  return new SetupProblem(`The relay cannot listen (${message}). ${next}`);
}

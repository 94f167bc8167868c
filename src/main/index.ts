import { mkdirSync } from 'node:fs';
import { app } from 'electron';
import { z } from 'zod';
import { registerAppScheme } from './app/app-protocol.ts';
import { parseCommandLine } from './app/command-line.ts';
import { compose } from './app/compose.ts';

const argv = process.argv.slice(1);
const commandLine = parseCommandLine(argv, process.cwd());

// Before anything asks for a path: the profile holds the instance lock, too.
if (commandLine.profile) {
  mkdirSync(commandLine.profile, { recursive: true });
  app.setPath('userData', commandLine.profile);
}
// Windows shows notifications only of the id that the installer registered.
app.setAppUserModelId('app.handset.desktop');
app.enableSandbox();
// One POST, one connection: see app/place-fetch.ts.
app.commandLine.appendSwitch('disable-http2');
app.commandLine.appendSwitch('disable-quic');

if (app.requestSingleInstanceLock({ argv })) {
  registerAppScheme();
  // Not awaited here: Electron gets ready only after this module has been evaluated.
  compose({ commandLine, onSecondInstance: listenForStarts() }).catch((error: unknown) => {
    process.stderr.write(`Handset could not start: ${String(error)}\n`);
    app.exit(1);
  });
} else {
  // The first instance has been handed our arguments.
  app.quit();
}

/**
 * Further starts, as arguments: of a second instance, or of a link clicked on macOS. What arrives
 * before there is a listener waits for it.
 */
function listenForStarts(): (listener: (argv: string[]) => void) => void {
  const waiting: string[][] = [];
  let listen = (argv: string[]): void => {
    waiting.push(argv);
  };
  app.on('second-instance', (_event, _argv, _directory, data) => {
    // Chromium reorders the arguments that it hands over; ours come as they were.
    const handedOver = z.object({ argv: z.array(z.string()) }).safeParse(data);
    listen(handedOver.data?.argv ?? []);
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    listen([url]);
  });
  return (listener) => {
    listen = listener;
    for (const argv of waiting.splice(0)) listener(argv);
  };
}

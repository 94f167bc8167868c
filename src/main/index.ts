import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { z } from 'zod';
import { compose } from './app/compose.ts';
import { parseCommandLine } from './cli/command-line.ts';
import { setMenu } from './desktop/menu.ts';
import { createSystemTranslator } from './i18n/translator.ts';
import { registerAppScheme } from './web/app-protocol.ts';

const argv = process.argv.slice(1);
const commandLine = parseCommandLine(argv, process.cwd());

// An AppImage that was just put in place is started once by the Handset that ends, which waits for
// its end: this one must not ask for that one's place.
if (process.env['APPIMAGE_EXIT_AFTER_INSTALL'] === 'true') process.exit(0);

// Before anything asks for a path: the profile holds the instance lock, too. From its source folder
// Handset keeps to a profile of its own, so that it never opens the installed one's calls.
const profile =
  commandLine.profile ??
  (app.isPackaged ? null : join(app.getPath('appData'), 'Handset development'));
if (profile !== null) {
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  app.setPath('userData', profile);
}
// Windows shows notifications only of the id that the installer registered; the bare runtime would
// take the installed app's shortcut over.
app.setAppUserModelId(app.isPackaged ? 'app.handset.desktop' : process.execPath);
// It would take `--no-sandbox` away, without which root can start no process that asks the network.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
setMenu();
// One POST, one connection: see net/place-fetch.ts.
app.commandLine.appendSwitch('disable-http2');
app.commandLine.appendSwitch('disable-quic');

if (app.requestSingleInstanceLock({ argv })) {
  registerAppScheme();
  // Not awaited here: Electron gets ready only after this module has been evaluated.
  compose({ commandLine, onSecondInstance: listenForStarts() }).catch((error: unknown) => {
    process.stderr.write(`Handset could not start: ${String(error)}\n`);
    // Started from an icon, nobody sees what is written there.
    const t = createSystemTranslator(app.getLocale());
    dialog.showErrorBox(
      t('desktop.cannotStart.title'),
      t('desktop.cannotStart.body', { reason: String(error) }),
    );
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

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

// A freshly installed AppImage is started once by the old Handset, which waits for that process to
// end: it must not ask for the old one's instance lock.
if (process.env['APPIMAGE_EXIT_AFTER_INSTALL'] === 'true') process.exit(0);

// Comes before anything asks for a path: the profile also holds the instance lock. When run from
// its source folder Handset uses a profile of its own, so that it never opens the installed one's
// calls.
const profile =
  commandLine.profile ??
  (app.isPackaged ? null : join(app.getPath('appData'), 'Handset development'));
if (profile !== null) {
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  app.setPath('userData', profile);
}
// Windows shows notifications only for the id the installer registered; the bare runtime would take
// over the installed app's shortcut.
app.setAppUserModelId(app.isPackaged ? 'app.handset.desktop' : process.execPath);
// It would drop `--no-sandbox`, without which root cannot start a process that uses the network.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
setMenu();
// One POST, one connection: see net/place-fetch.ts.
app.commandLine.appendSwitch('disable-http2');
app.commandLine.appendSwitch('disable-quic');

if (app.requestSingleInstanceLock({ argv })) {
  registerAppScheme();
  // Not awaited here: Electron becomes ready only after this module has been evaluated.
  compose({ commandLine, onSecondInstance: listenForStarts() }).catch((error: unknown) => {
    process.stderr.write(`Handset could not start: ${String(error)}\n`);
    // If started from an icon, console output is seen by nobody.
    const t = createSystemTranslator(app.getLocale());
    dialog.showErrorBox(
      t('desktop.cannotStart.title'),
      t('desktop.cannotStart.body', { reason: String(error) }),
    );
    app.exit(1);
  });
} else {
  // The first instance has received our arguments.
  app.quit();
}

/**
 * Collects further starts, as arguments: of a second instance, or of a link clicked on macOS. Any
 * that arrive before there is a listener wait for it.
 */
function listenForStarts(): (listener: (argv: string[]) => void) => void {
  const waiting: string[][] = [];
  let listen = (argv: string[]): void => {
    waiting.push(argv);
  };
  app.on('second-instance', (_event, _argv, _directory, data) => {
    // Chromium reorders the arguments it passes on; ours arrive unchanged.
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

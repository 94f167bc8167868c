import { app } from 'electron';
import type { Settings } from '../../shared/domain/settings.ts';
import type { Clock } from '../base/clock.ts';
import { type CommandLine, parseCommandLine } from '../cli/command-line.ts';
import type { Publish } from '../ipc/publish.ts';
import { systemLinkOwners } from '../os/link-owners.ts';
import { composeHotkey } from './desktop-hotkey.ts';
import { createEntrances, dialClipboardCommand } from './entrances.ts';

export interface ComposeEntrancesOptions {
  clock: Clock;
  publish: Publish;
  settings: () => Pick<Settings, 'hotkeyEnabled' | 'hotkey'>;
  /** Another program has the hotkey that is set; null: none has it. */
  hotkeyTaken: (accelerator: string | null) => void;
  dialClipboard: () => void;
  offerLink: (link: string | null) => void;
  openMain: () => void;
  onSecondInstance: (listener: (argv: string[]) => void) => void;
}

/** The ways into Handset from other programs: hotkey, links, and further starts with arguments. */
export function composeEntrances(options: ComposeEntrancesOptions) {
  const entrances = createEntrances({
    clock: options.clock,
    owners: systemLinkOwners(),
    hotkeyState: () => hotkey.state(),
    command: dialClipboardCommand(
      process.env['APPIMAGE'] ?? process.execPath,
      app.isPackaged ? [] : [app.getAppPath()],
    ),
    hotkeyChanged: (hotkey) => options.publish('entrances:hotkeyChanged', hotkey),
    linksChanged: (links) => options.publish('entrances:linksChanged', links),
  });
  function press(): void {
    if (!entrances.isTestPress()) options.dialClipboard();
  }
  const hotkey = composeHotkey({
    settings: options.settings,
    onPress: press,
    taken: options.hotkeyTaken,
    changed: entrances.hotkeyChanged,
  });

  function take({ link, dialClipboard }: CommandLine): void {
    if (link !== null && !entrances.isTestLink(link)) options.offerLink(link);
    if (dialClipboard) press();
  }

  return {
    handlers: entrances.handlers,
    hotkey,
    /** Takes what Handset was started with, and every further start from now on. */
    begin(first: CommandLine): void {
      hotkey.follow();
      // A link of ours is nobody else's business; the others are the agent's to give.
      if (app.isPackaged) app.setAsDefaultProtocolClient('handset');
      options.onSecondInstance((argv) => {
        const start = parseCommandLine(argv, process.cwd());
        // Whoever dials from another program stays there.
        if (!start.dialClipboard) options.openMain();
        take(start);
      });
      take(first);
    },
    dispose(): void {
      hotkey.dispose();
      entrances.dispose();
    },
  };
}

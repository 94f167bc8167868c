import { app } from 'electron';
import type { EntrancesStatus } from '../../shared/contract/entrances.ts';
import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import { endAll } from '../base/end-all.ts';
import { type CommandLine, parseCommandLine } from '../cli/command-line.ts';
import type { AreaOf } from '../ipc/area.ts';
import type { Notices } from '../notices/notice-board.ts';
import { systemLinkOwners } from '../os/link-owners.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { composeHotkey } from './desktop-hotkey.ts';
import { dialClipboardCommand, Entrances } from './entrances.ts';

export interface ComposeEntrancesOptions {
  clock: Clock;
  settings: SettingsService;
  notices: Notices;
  dialClipboard: () => void;
  offerLink: (link: string | null) => void;
  openMain: () => void;
  /** The arguments Handset was started with. */
  commandLine: CommandLine;
  /** Called with the arguments of every further start. */
  onSecondInstance: (listener: (argv: string[]) => void) => void;
}

/**
 * Creates the ways into Handset from other programs: hotkey, links, and further starts with
 * arguments.
 */
export function composeEntrances(options: ComposeEntrancesOptions): AreaOf<'entrances'> {
  const { settings } = options;
  const hotkeyChanged = new Emitter<EntrancesStatus['hotkey']>();
  const linksChanged = new Emitter<EntrancesStatus['links']>();
  const entrances = new Entrances({
    clock: options.clock,
    owners: systemLinkOwners(),
    hotkeyState: () => hotkey.state(),
    command: dialClipboardCommand(
      process.env['APPIMAGE'] ?? process.execPath,
      app.isPackaged ? [] : [app.getAppPath()],
    ),
    hotkeyChanged: (news) => hotkeyChanged.emit(news),
    linksChanged: (news) => linksChanged.emit(news),
  });
  const press = (): void => {
    if (!entrances.isTestPress()) options.dialClipboard();
  };
  const hotkey = composeHotkey({
    wanted: () => (settings.get().hotkeyEnabled ? settings.get().hotkey : null),
    others: () => [settings.get().availabilityHotkey],
    onPress: press,
    notices: options.notices,
    notice: 'hotkey_taken',
    changed: () => entrances.hotkeyChanged(),
  });
  const take = ({ link, dialClipboard }: CommandLine): void => {
    if (link !== null && !entrances.isTestLink(link)) options.offerLink(link);
    if (dialClipboard) press();
  };
  const stops = [
    settings.addCheck(({ hotkey: wanted }) => {
      if (wanted !== undefined) hotkey.attempt(wanted);
    }),
    settings.changed.on(hotkey.follow),
    hotkey.dispose,
    () => entrances.dispose(),
  ];
  return {
    handlers: entrances.handlers,
    events: { hotkeyChanged: hotkeyChanged.on, linksChanged: linksChanged.on },
    start: () => {
      hotkey.follow();
      // `handset:` links are ours alone; the other schemes are the agent's to assign.
      if (app.isPackaged) app.setAsDefaultProtocolClient('handset');
      followStarts(options, take);
      take(options.commandLine);
    },
    stop: endAll(stops),
  };
}

function followStarts(
  { onSecondInstance, openMain }: ComposeEntrancesOptions,
  take: (start: CommandLine) => void,
): void {
  onSecondInstance((argv) => {
    const start = parseCommandLine(argv, process.cwd());
    // An agent who dials from another program stays there.
    if (!start.dialClipboard) openMain();
    take(start);
  });
}

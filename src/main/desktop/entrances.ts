import {
  type EntrancesStatus,
  type LinkScheme,
  linkSchemes,
} from '../../shared/contract/entrances.ts';
import type { Handlers } from '../../shared/contract/index.ts';
import type { Clock } from '../base/clock.ts';
import type { HotkeyState } from '../os/hotkey.ts';
import type { LinkOwners } from '../os/link-owners.ts';

/** Reserved for drama by Ofcom: it is nobody's, should another program open the link. */
const testNumber = '+447700900019';
/** A press or a link that takes longer does not come. */
const testMs = 15_000;

export interface EntrancesOptions {
  clock: Pick<Clock, 'setTimeout'>;
  owners: LinkOwners;
  hotkeyState: () => HotkeyState;
  /** Starts Handset so that it does what the shortcut does, for a shell. */
  command: string;
  hotkeyChanged: (hotkey: EntrancesStatus['hotkey']) => void;
  linksChanged: (links: EntrancesStatus['links']) => void;
}

type Test = { of: 'hotkey' | LinkScheme; result: 'waiting' | 'heard' | 'silent' };

/** The ways into Handset from other programs, and a test of each that dials nothing. */
export function createEntrances(options: EntrancesOptions) {
  const { clock, owners, hotkeyState, command } = options;
  let test: Test | null = null;
  let stopTimer = (): void => {};

  const resultOf = (of: Test['of']) => (test?.of === of ? test.result : 'none');

  const hotkey = (): EntrancesStatus['hotkey'] => ({
    state: hotkeyState(),
    test: resultOf('hotkey'),
  });
  const links = (): EntrancesStatus['links'] =>
    linkSchemes.map((scheme) => ({
      scheme,
      owner: owners.ownerOf(scheme),
      ours: owners.isOurs(scheme),
      test: resultOf(scheme),
    }));
  const tellHotkey = (): void => options.hotkeyChanged(hotkey());
  const tellLinks = (): void => options.linksChanged(links());

  function settle(next: Test): void {
    stopTimer();
    const before = test?.of ?? next.of;
    test = next;
    // Another test takes the place of the one before, which may be of the other kind.
    if (next.of === 'hotkey' || before === 'hotkey') tellHotkey();
    if (next.of !== 'hotkey' || before !== 'hotkey') tellLinks();
  }

  function begin(of: Test['of']): void {
    settle({ of, result: 'waiting' });
    stopTimer = clock.setTimeout(() => settle({ of, result: 'silent' }), testMs);
  }

  /** Whether this is what a test waits for; then it is nothing to dial. */
  function answers(of: Test['of']): boolean {
    if (test?.of !== of || test.result !== 'waiting') return false;
    settle({ of, result: 'heard' });
    return true;
  }

  const handlers: Handlers['entrances'] = {
    status: () => ({ hotkey: hotkey(), command, links: links(), mayClaim: owners.mayClaim }),
    testHotkey: () => {
      begin('hotkey');
      return null;
    },
    claimLinks: async ({ scheme }) => {
      await owners.claim(scheme).finally(tellLinks);
      return null;
    },
    releaseLinks: async ({ scheme }) => {
      await owners.release(scheme).finally(tellLinks);
      return null;
    },
    testLink: async ({ scheme }) => {
      begin(scheme);
      // A system that has no program for it says so.
      await owners
        .open(`${scheme}:${testNumber}`)
        .catch(() => settle({ of: scheme, result: 'silent' }));
      return null;
    },
  };

  return {
    handlers,
    /** The shortcut was set anew. */
    hotkeyChanged: tellHotkey,
    isTestPress: () => answers('hotkey'),
    /** Whether a link is the one that a test has opened. */
    isTestLink: (link: string) =>
      linkSchemes.some((scheme) => link === `${scheme}:${testNumber}` && answers(scheme)),
    dispose: () => stopTimer(),
  };
}

/** `executable` and what comes before its own arguments, quoted for a shell. */
export function dialClipboardCommand(executable: string, before: readonly string[]): string {
  const plain = /^[\w@%+=:,./\\-]+$/;
  const quote = (part: string) => (plain.test(part) ? part : `"${part.replace(/["$`]/g, '\\$&')}"`);
  return [executable, ...before].map(quote).concat('--dial-clipboard').join(' ');
}

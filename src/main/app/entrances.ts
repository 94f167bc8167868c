import {
  type EntrancesStatus,
  type LinkScheme,
  linkSchemes,
} from '../../shared/contract/entrances.ts';
import type { Handlers } from '../../shared/contract/index.ts';
import type { Clock } from '../base/clock.ts';
import type { HotkeyState } from '../shell/hotkey.ts';
import type { LinkOwners } from '../shell/link-owners.ts';

/** Reserved for drama by Ofcom: it is nobody's, should another program open the link. */
const nobodysNumber = '+447700900019';
/** A press or a link that takes longer does not come. */
const testMs = 15_000;

export interface EntrancesOptions {
  clock: Pick<Clock, 'setTimeout'>;
  owners: LinkOwners;
  hotkeyState: () => HotkeyState;
  /** Starts Handset so that it does what the shortcut does, for a shell. */
  command: string;
  changed: (status: EntrancesStatus) => void;
}

type Test = { of: 'hotkey' | LinkScheme; result: 'waiting' | 'heard' | 'silent' };

/** The ways into Handset from other programs, and a test of each that dials nothing. */
export function createEntrances(options: EntrancesOptions) {
  const { clock, owners, hotkeyState, command, changed } = options;
  let test: Test | null = null;
  let stopTimer = (): void => {};

  const resultOf = (of: Test['of']) => (test?.of === of ? test.result : 'none');

  function status(): EntrancesStatus {
    return {
      hotkey: { state: hotkeyState(), test: resultOf('hotkey') },
      command,
      links: linkSchemes.map((scheme) => ({
        scheme,
        owner: owners.ownerOf(scheme),
        ours: owners.isOurs(scheme),
        test: resultOf(scheme),
      })),
      mayClaim: owners.mayClaim,
    };
  }

  function settle(next: Test): void {
    stopTimer();
    test = next;
    changed(status());
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
    status: () => status(),
    testHotkey: () => {
      begin('hotkey');
      return null;
    },
    claimLinks: ({ scheme }) => {
      owners.claim(scheme);
      changed(status());
      return null;
    },
    releaseLinks: ({ scheme }) => {
      owners.release(scheme);
      changed(status());
      return null;
    },
    testLink: async ({ scheme }) => {
      begin(scheme);
      // A system that has no program for it says so.
      await owners
        .open(`${scheme}:${nobodysNumber}`)
        .catch(() => settle({ of: scheme, result: 'silent' }));
      return null;
    },
  };

  return {
    handlers,
    /** The shortcut was set anew. */
    hotkeyChanged: () => changed(status()),
    isTestPress: () => answers('hotkey'),
    /** Whether a link is the one that a test has opened. */
    isTestLink: (link: string) =>
      linkSchemes.some((scheme) => link === `${scheme}:${nobodysNumber}` && answers(scheme)),
    dispose: () => stopTimer(),
  };
}

/** `executable` and what comes before its own arguments, quoted for a shell. */
export function dialClipboardCommand(executable: string, before: readonly string[]): string {
  const plain = /^[\w@%+=:,./\\-]+$/;
  const quote = (part: string) => (plain.test(part) ? part : `"${part.replace(/["$`]/g, '\\$&')}"`);
  return [executable, ...before].map(quote).concat('--dial-clipboard').join(' ');
}

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
export class Entrances {
  readonly #options: EntrancesOptions;
  #test: Test | null = null;
  #stopTimer = (): void => {};

  constructor(options: EntrancesOptions) {
    this.#options = options;
  }

  readonly handlers: Handlers['entrances'] = {
    status: () => {
      const { command, owners } = this.#options;
      const { mayClaim } = owners;
      return { hotkey: this.#hotkey(), command, links: this.#links(), mayClaim };
    },
    testHotkey: () => {
      this.#begin('hotkey');
      return null;
    },
    claimLinks: async ({ scheme }) => {
      await this.#options.owners.claim(scheme).finally(() => this.#tellLinks());
      return null;
    },
    releaseLinks: async ({ scheme }) => {
      await this.#options.owners.release(scheme).finally(() => this.#tellLinks());
      return null;
    },
    testLink: async ({ scheme }) => {
      this.#begin(scheme);
      // A system that has no program for it says so.
      await this.#options.owners
        .open(`${scheme}:${testNumber}`)
        .catch(() => this.#settle({ of: scheme, result: 'silent' }));
      return null;
    },
  };

  /** The shortcut was set anew. */
  hotkeyChanged(): void {
    this.#tellHotkey();
  }

  /** Whether a press of the shortcut is what a test waits for. */
  isTestPress(): boolean {
    return this.#answers('hotkey');
  }

  /** Whether a link is the one that a test has opened. */
  isTestLink(link: string): boolean {
    return linkSchemes.some(
      (scheme) => link === `${scheme}:${testNumber}` && this.#answers(scheme),
    );
  }

  dispose(): void {
    this.#stopTimer();
  }

  #begin(of: Test['of']): void {
    this.#settle({ of, result: 'waiting' });
    const silent = (): void => this.#settle({ of, result: 'silent' });
    this.#stopTimer = this.#options.clock.setTimeout(silent, testMs);
  }

  /** Whether this is what a test waits for; then it is nothing to dial. */
  #answers(of: Test['of']): boolean {
    if (this.#test?.of !== of || this.#test.result !== 'waiting') return false;
    this.#settle({ of, result: 'heard' });
    return true;
  }

  #settle(next: Test): void {
    this.#stopTimer();
    const before = this.#test?.of ?? next.of;
    this.#test = next;
    // Another test takes the place of the one before, which may be of the other kind.
    if (next.of === 'hotkey' || before === 'hotkey') this.#tellHotkey();
    if (next.of !== 'hotkey' || before !== 'hotkey') this.#tellLinks();
  }

  #tellHotkey(): void {
    this.#options.hotkeyChanged(this.#hotkey());
  }

  #tellLinks(): void {
    this.#options.linksChanged(this.#links());
  }

  #hotkey(): EntrancesStatus['hotkey'] {
    return { state: this.#options.hotkeyState(), test: this.#resultOf('hotkey') };
  }

  #links(): EntrancesStatus['links'] {
    const { owners } = this.#options;
    return linkSchemes.map((scheme) => ({
      scheme,
      owner: owners.ownerOf(scheme),
      ours: owners.isOurs(scheme),
      test: this.#resultOf(scheme),
    }));
  }

  #resultOf(of: Test['of']): Test['result'] | 'none' {
    return this.#test?.of === of ? this.#test.result : 'none';
  }
}

/** `executable` and what comes before its own arguments, quoted for a shell. */
export function dialClipboardCommand(executable: string, before: readonly string[]): string {
  const plain = /^[\w@%+=:,./\\-]+$/;
  const quote = (part: string) => (plain.test(part) ? part : `"${part.replace(/["$`]/g, '\\$&')}"`);
  return [executable, ...before].map(quote).concat('--dial-clipboard').join(' ');
}

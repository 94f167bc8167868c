import {
  type EntrancesStatus,
  type LinkScheme,
  linkSchemes,
} from '../../shared/contract/entrances.ts';
import type { Handlers } from '../../shared/contract/index.ts';
import type { Clock } from '../base/clock.ts';
import type { HotkeyState } from '../os/hotkey.ts';
import type { LinkOwners } from '../os/link-owners.ts';

/** Reserved for drama by Ofcom: it belongs to nobody, should another program open the link. */
const testNumber = '+447700900019';
/** A press or a link that takes longer than this is not coming. */
const testMs = 15_000;

export interface EntrancesOptions {
  clock: Pick<Clock, 'setTimeout'>;
  owners: LinkOwners;
  hotkeyState: () => HotkeyState;
  /** Shell command that starts Handset to do what the shortcut does. */
  command: string;
  hotkeyChanged: (hotkey: EntrancesStatus['hotkey']) => void;
  linksChanged: (links: EntrancesStatus['links']) => void;
}

type Test = { of: 'hotkey' | LinkScheme; result: 'waiting' | 'heard' | 'silent' };

/** The ways into Handset from other programs, plus a test of each that dials nothing. */
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
      // If the system has no program for it, it says so.
      await this.#options.owners
        .open(`${scheme}:${testNumber}`)
        .catch(() => this.#settle({ of: scheme, result: 'silent' }));
      return null;
    },
  };

  /** Called when the shortcut was set again. */
  hotkeyChanged(): void {
    this.#tellHotkey();
  }

  /** Whether a test is waiting for this press of the shortcut. */
  isTestPress(): boolean {
    return this.#answers('hotkey');
  }

  /** Whether a test opened this link. */
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

  /** Whether a test is waiting for this; then it must not be dialled. */
  #answers(of: Test['of']): boolean {
    if (this.#test?.of !== of || this.#test.result !== 'waiting') return false;
    this.#settle({ of, result: 'heard' });
    return true;
  }

  #settle(next: Test): void {
    this.#stopTimer();
    const before = this.#test?.of ?? next.of;
    this.#test = next;
    // A new test replaces the one before, which may be of the other kind.
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

/** Returns a shell command that quotes `executable` and its leading arguments `before`. */
export function dialClipboardCommand(executable: string, before: readonly string[]): string {
  const plain = /^[\w@%+=:,./\\-]+$/;
  const quote = (part: string) => (plain.test(part) ? part : `"${part.replace(/["$`]/g, '\\$&')}"`);
  return [executable, ...before].map(quote).concat('--dial-clipboard').join(' ');
}

import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What decides whether Chromium can run its sandbox on this computer. */
export interface SandboxFacts {
  platform: string;
  isRoot: boolean;
  /** Ubuntu 23.10 and later: AppArmor keeps unknown programs from using user namespaces. */
  restrictsNamespaces: boolean;
  /** Electron's `chrome-sandbox`. */
  helper: string;
  /** Whether it belongs to root and is setuid: then it needs no namespaces. */
  helperIsSetuid: boolean;
}

export interface SandboxChoice {
  switches: string[];
  /** Shown if the sandbox has to be switched off without anybody having chosen that. */
  notice: string | null;
}

const restriction = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';

export function sandboxFacts(executable: string): SandboxFacts {
  const helper = join(dirname(executable), 'chrome-sandbox');
  const found = existsSync(helper) ? statSync(helper) : null;
  return {
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    restrictsNamespaces:
      existsSync(restriction) && readFileSync(restriction, 'utf8').trim() === '1',
    helper,
    helperIsSetuid: found !== null && found.uid === 0 && (found.mode & 0o4000) !== 0,
  };
}

/** Returns the switches that Electron needs here in order not to abort. */
export function chooseSandbox(facts: SandboxFacts): SandboxChoice {
  if (facts.platform !== 'linux') return { switches: [], notice: null };
  // Chromium refuses to run its sandbox as root; only containers and test machines run as root.
  if (facts.isRoot) return { switches: ['--no-sandbox'], notice: null };
  if (!facts.restrictsNamespaces || facts.helperIsSetuid) return { switches: [], notice: null };
  return {
    switches: ['--no-sandbox'],
    notice: `AppArmor keeps Electron from its sandbox on this computer: it runs without (--no-sandbox). To give it one:
  sudo chown root ${quoted(facts.helper)} && sudo chmod 4755 ${quoted(facts.helper)}
The packages of Handset need neither: they bring a profile for AppArmor.`,
  };
}

function quoted(path: string): string {
  return /^[\w./@+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

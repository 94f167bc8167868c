import type { Agent, RelayConfig } from '../config.ts';

/** A floor has one relay or two, and each logs in as itself. */
const usualRelays = ['relay-1', 'relay-2'];

/** The logins of the floor's relays: the broker's files are the same on each. */
export function relayLogins({ relay }: Pick<RelayConfig, 'relay'>): string[] {
  return [...new Set([...usualRelays, relay])];
}

/**
 * With which a relay is checked beside the one that runs: the broker allows each login one
 * connection.
 */
export function checkLogin(relay: string): string {
  return `${relay}-check`;
}

/**
 * Whether an agent may not have this id: the broker tells relays from agents by their logins, and a
 * relay may read and write everything.
 */
export function isReserved(id: Agent['id'], config: Pick<RelayConfig, 'relay'>): boolean {
  const { relay } = config;
  return /^(relay|router)(-|$)/.test(id) || id === relay || id === checkLogin(relay);
}

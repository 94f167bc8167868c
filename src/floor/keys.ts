import { hkdfSync } from 'node:crypto';
import { protocolVersion } from './topics.ts';

/**
 * Every secret of a floor derives from its master key by HKDF-SHA256 (RFC 5869), so the relay keeps
 * none of them: an agent's secret from the agent's id and generation, and what the agent uses from
 * that secret.
 */
const keyBytes = 32;
/** 24 bytes are 32 characters of base64url. */
const textBytes = 24;

function derive(from: Buffer, info: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', from, '', `handset/${protocolVersion}/${info}`, bytes));
}

/** What one agent's desktop and the relays share, 32 bytes. `generation` counts from 1. */
export function agentSecret(
  master: Buffer,
  floor: string,
  { id, generation }: { id: string; generation: number },
): Buffer {
  return derive(master, `${floor}/agent/${id}/${generation}`, keyBytes);
}

export interface AgentKeys {
  brokerPassword: string;
  /** Seals messages to and from the agent. */
  sealKey: Buffer;
  /** The part of the path to which Exotel sends this agent's status callbacks, 32 characters. */
  callbackSecret: string;
}

export function agentKeys(secret: Buffer): AgentKeys {
  return {
    brokerPassword: derive(secret, 'mqtt', textBytes).toString('base64url'),
    sealKey: derive(secret, 'seal', keyBytes),
    callbackSecret: derive(secret, 'callback', textBytes).toString('base64url'),
  };
}

/** The password with which a relay logs in to the broker. */
export function relayPassword(master: Buffer, floor: string, relay: string): string {
  return derive(master, `${floor}/relay/${relay}`, textBytes).toString('base64url');
}

/** The part of a path that only those know whom the administrator told, 32 characters. */
export function pathSecret(master: Buffer, floor: string, path: 'wall'): string {
  return derive(master, `${floor}/path/${path}`, textBytes).toString('base64url');
}

/** The path of a relay at which Exotel's status callbacks for an agent arrive. */
export function callbackPath(agent: string, callbackSecret: string): string {
  return `/a/${agent}/exotel/${callbackSecret}`;
}

import { createHmac, hkdfSync } from 'node:crypto';
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

/** The login, and client id, that all relays share: who has it routes the floor's calls. */
export function routerLogin(floor: string): string {
  return `router-${floor}`;
}

/** The password with which a relay logs in to the broker; `relay` is its id, or {@link routerLogin}. */
export function relayPassword(master: Buffer, floor: string, relay: string): string {
  return derive(master, `${floor}/relay/${relay}`, textBytes).toString('base64url');
}

/**
 * What relays and desktops share, for {@link customerMark}; 32 bytes. Agents get it with the join
 * text.
 */
export function stickyKey(master: Buffer, floor: string): Buffer {
  return derive(master, `${floor}/sticky`, keyBytes);
}

/** What only relays have: seals what they say to each other; for {@link callKey}. 32 bytes. */
export function floorKey(master: Buffer, floor: string): Buffer {
  return derive(master, `${floor}/floor`, keyBytes);
}

/**
 * Stands for a customer among the agents of a floor, without saying the number: 8 bytes of an HMAC
 * as 11 characters. `number` is E.164.
 */
export function customerMark(sticky: Buffer, number: string): string {
  return createHmac('sha256', sticky).update(number).digest().subarray(0, 8).toString('base64url');
}

/** Stands for a call on the broker, without saying its sid: 16 hexadecimal digits of an HMAC. */
export function callKey(floor: Buffer, sid: string): string {
  return createHmac('sha256', floor).update(sid).digest('hex').slice(0, 16);
}

/** Paths of a relay that only those know whom the administrator told. */
export type SecretPath = 'wall' | 'connect' | 'dial' | 'passthru';

/** The secret part of such a path, 32 characters. */
export function pathSecret(master: Buffer, floor: string, path: SecretPath): string {
  return derive(master, `${floor}/path/${path}`, textBytes).toString('base64url');
}

/** The path of a relay at which Exotel's status callbacks for an agent arrive. */
export function callbackPath(agent: string, callbackSecret: string): string {
  return `/a/${agent}/exotel/${callbackSecret}`;
}

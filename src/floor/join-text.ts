import { z } from 'zod';
import { isOnThisComputer } from '../shared/domain/api-address.ts';
import { idSchema } from './ids.ts';

/** Everything a desktop needs to join a floor as one agent. Holds a secret: see {@link writeJoinText}. */
export const joiningSchema = z.object({
  /** The relays' public address, without a path of ours: https, or http on this computer. */
  relay: z.url({ protocol: /^https?$/ }).max(300),
  /** The broker's WebSocket address: wss, or ws on this computer. */
  broker: z.url({ protocol: /^wss?$/ }).max(300),
  floor: idSchema,
  agent: idSchema,
  /** The agent's name, as colleagues see it. */
  name: z.string().min(1).max(80),
  generation: z.number().int().min(1),
  /** The agent's secret: 32 bytes as base64url. */
  secret: z.base64url().length(43),
  /** The floor's `stickyKey`: 32 bytes as base64url. */
  sticky: z.base64url().length(43),
});
export type Joining = z.infer<typeof joiningSchema>;

const prefix = 'handset-join:';
const version = '1';

/**
 * The one text that an administrator hands to an agent: `handset-join:1.<base64url>`. It is a
 * password in other clothes, and no link: the one who has it is the agent.
 */
export function writeJoinText(joining: Joining): string {
  return `${prefix}${version}.${Buffer.from(JSON.stringify(joining)).toString('base64url')}`;
}

export type JoinText =
  | { kind: 'ok'; joining: Joining }
  | { kind: 'unreadable' }
  /** Written by a relay that is newer than this desktop. */
  | { kind: 'newer' }
  /** An address that is neither encrypted nor on this computer. */
  | { kind: 'insecure' };

/** Reads a join text as it was pasted: line breaks and spaces of mails and chats do not matter. */
export function readJoinText(pasted: string): JoinText {
  const text = pasted.replace(/[\s\u200b\u2060\ufeff]/g, '');
  const [, found, content] = /handset-join:(\d+)\.([A-Za-z0-9_-]+)/.exec(text) ?? [];
  if (!content) return { kind: 'unreadable' };
  if (found !== version) return { kind: 'newer' };
  let parsed: ReturnType<typeof joiningSchema.safeParse>;
  try {
    parsed = joiningSchema.safeParse(JSON.parse(Buffer.from(content, 'base64url').toString()));
  } catch {
    return { kind: 'unreadable' };
  }
  if (!parsed.success) return { kind: 'unreadable' };
  const joining = parsed.data;
  const safe = [joining.relay, joining.broker].every(isEncryptedOrHere);
  return safe ? { kind: 'ok', joining } : { kind: 'insecure' };
}

/** Nobody can read along on this computer's own loopback addresses. */
function isEncryptedOrHere(address: string): boolean {
  return /^(https|wss):/.test(address) || isOnThisComputer(address);
}

import { type MessageOut, messageOutSchema } from '../../floor/messages.ts';
import { type SealKey, unseal } from '../../floor/sealed.ts';

export type Unread = 'not sealed' | 'unknown kind';

/** Reads a sealed message of a desktop. Returns why not, for one that cannot be read. */
export function readMessageOut(
  payload: Buffer,
  topic: string,
  key: SealKey,
): { kind: 'read'; message: MessageOut } | { kind: 'unread'; why: Unread } {
  const content = unseal(payload, topic, key);
  if (content === null) return { kind: 'unread', why: 'not sealed' };
  const parsed = messageOutSchema.safeParse(content);
  return parsed.success
    ? { kind: 'read', message: parsed.data }
    : { kind: 'unread', why: 'unknown kind' };
}

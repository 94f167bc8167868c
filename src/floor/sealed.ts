import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { protocolVersion } from './topics.ts';

/**
 * A sealed message: only those who hold the key can read it, and only on the topic it was sealed
 * for. AES-256-GCM (NIST SP 800-38D): a 12-byte random nonce, a 16-byte tag behind the ciphertext,
 * the topic as additional data.
 */
const sealedSchema = z.object({
  v: z.literal(protocolVersion),
  /** Generation of the key. */
  g: z.number().int(),
  n: z.base64url(),
  c: z.base64url(),
});

const nonceBytes = 12;
const tagBytes = 16;

export interface SealKey {
  /** 32 bytes. */
  key: Buffer;
  /** Raised when an agent gets a new secret. */
  generation: number;
}

/** Returns the message as it is published on `topic`. */
export function seal(message: unknown, topic: string, { key, generation }: SealKey): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(topic));
  const text = Buffer.concat([cipher.update(JSON.stringify(message), 'utf8'), cipher.final()]);
  return JSON.stringify({
    v: protocolVersion,
    g: generation,
    n: nonce.toString('base64url'),
    c: Buffer.concat([text, cipher.getAuthTag()]).toString('base64url'),
  });
}

/**
 * Returns what was sealed for `topic`, still to be parsed; null for anything that was not sealed
 * with this key, or for another topic, or that was changed.
 */
export function unseal(payload: Buffer | string, topic: string, { key }: SealKey): unknown {
  try {
    const { n, c } = sealedSchema.parse(JSON.parse(payload.toString()));
    const sealed = Buffer.from(c, 'base64url');
    const nonce = Buffer.from(n, 'base64url');
    if (nonce.length !== nonceBytes || sealed.length < tagBytes) return null;
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
      .setAAD(Buffer.from(topic))
      .setAuthTag(sealed.subarray(-tagBytes));
    const text = Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
    return JSON.parse(text.toString('utf8'));
  } catch {
    return null;
  }
}

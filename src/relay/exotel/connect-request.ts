import { z } from 'zod';
import {
  addressSchema,
  readAddress,
  readField,
  readParties,
  readSid,
  sidSchema,
} from './read-query.ts';

/**
 * How Exotel wants to be answered: `programmable` is version 1.1, `classic` 1.0, and `plain` the
 * oldest, which names no version.
 */
export const replyFormats = ['programmable', 'classic', 'plain'] as const;
export type ReplyFormat = (typeof replyFormats)[number];

/** Connect asks whom to ring for a call. */
export const connectRequestSchema = z.object({
  sid: sidSchema,
  /** The customer; null if the number was withheld. */
  caller: addressSchema.nullable(),
  /** The ExoPhone that was called; empty if Exotel does not say. */
  called: z.string().max(64),
  /** Whom Exotel rang last in this call, and how that ended; null in the first request. */
  dialled: addressSchema.nullable(),
  dialStatus: z.string().max(64).nullable(),
  format: z.enum(replyFormats),
});
export type ConnectRequest = z.infer<typeof connectRequestSchema>;

/** @param version of the header `Exotel-Version` */
export function replyFormat(version: string | undefined): ReplyFormat {
  if (version === undefined) return 'plain';
  return version.trim() === '1.0' ? 'classic' : 'programmable';
}

/** Returns null if the request names no call. */
export function readConnectRequest(
  query: URLSearchParams,
  format: ReplyFormat,
): ConnectRequest | null {
  const sid = readSid(query);
  if (sid === null) return null;
  const status = readField(query, 'DialCallStatus');
  return {
    sid,
    ...readParties(query),
    dialled: readAddress(query, 'DialWhomNumber'),
    dialStatus: status === null ? null : status.toLowerCase().slice(0, 64),
    format,
  };
}

import { z } from 'zod';
import { protocolVersion } from '../topics.ts';

export const version = z.literal(protocolVersion);

/** Epoch milliseconds UTC by the sender's clock. */
export const moment = z.number();

/** What every sealed message begins with. */
export const head = { v: version, id: z.uuid(), at: moment };

/** A number or SIP address as Exotel wrote it: the desktop understands it. */
export const address = z.string().max(64);

/** The customer of an incoming call; null if the number was withheld. */
export const caller = address.min(1).nullable();

export const callSid = z.string().min(1).max(200);

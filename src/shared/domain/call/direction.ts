import { z } from 'zod';

/**
 * Which way a call goes: the agent dialled the customer through Exotel's API (`outbound`), or the
 * customer called in (`inbound`). The provider's words depend on it: Exotel's `from` is the agent
 * in an outbound call and the customer in an inbound one.
 */
export const callDirections = ['outbound', 'inbound'] as const;
export type CallDirection = (typeof callDirections)[number];
export const callDirectionSchema = z.enum(callDirections);

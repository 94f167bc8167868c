import { z } from 'zod';

/**
 * Which way a call goes: the agent dialled the customer through Exotel's API (`outbound`), or the
 * customer called in (`inbound`). A provider's word means different things by it: Exotel's `from` is
 * the agent of an outbound call and the customer of an inbound one.
 */
export const callDirections = ['outbound', 'inbound'] as const;
export type CallDirection = (typeof callDirections)[number];
export const callDirectionSchema = z.enum(callDirections);

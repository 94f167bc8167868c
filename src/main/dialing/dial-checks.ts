import { AppFailure } from '../../shared/domain/app-error.ts';
import type { CallFacts, DialSource } from '../../shared/domain/call.ts';
import type { DialConfirmation } from '../../shared/domain/dial-questions.ts';
import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import type { DialConnection } from '../exotel/client.ts';
import { nobodysNumber } from './nobodys-number.ts';

/** A dial, and how the agent has responded to the gate so far. */
export interface DialInput {
  number: string;
  source: DialSource;
  /** The call profile; the default one if absent. */
  profileId?: string | undefined;
  /** As in the profile if absent. */
  record?: boolean | undefined;
  /** What the agent insists on. */
  confirmed: readonly DialConfirmation[];
  /** Which account was in use when it was offered: it is not meant for any other. */
  practice: boolean;
  /** The call that is being called again; its own history decides whether it may be. */
  againOf?: string | undefined;
  /** Why the agent is calling outside calling hours; kept with the call if the gate asks for it. */
  hoursReason?: string | undefined;
  /** Why the agent is calling a number marked do-not-call; kept likewise. */
  doNotCallReason?: string | undefined;
}

type Calling = Pick<DialConnection, 'account' | 'practice'>;
/** A number that may be dialled. */
export type Dialable = UnderstoodNumber & { e164: string };

export interface DialLookUps {
  understand: (text: string) => UnderstoodNumber;
  /** A call in the database; null if there is none that can be read. */
  facts: (id: string) => CallFacts | null;
  /** Whether there is such a call, even one that cannot be read in full. */
  isKept: (id: string) => boolean;
}

/**
 * Returns the number that a dial means, if it may be dialled at all: on the account that the window
 * showed, from the history it comes from, and only if it can be a customer's. Throws an AppFailure.
 */
export function numberToDial(input: DialInput, calling: Calling, lookUps: DialLookUps): Dialable {
  if (input.practice !== calling.practice) throw new AppFailure('account_switched');
  const again = input.againOf === undefined ? null : callAgain(input.againOf, calling, lookUps);
  if (input.number.trim() === '') throw new AppFailure('number_empty');
  const number = lookUps.understand(input.number);
  const { e164, problem } = number;
  if (!number.valid || e164 === null)
    throw new AppFailure(problem ?? 'number_invalid', { number: input.number.slice(0, 40) });
  // A card that shows one call must not dial another one's number.
  if (again && again.customerNumber !== e164) throw new AppFailure('bad_input');
  // However it was read: a call to oneself, or to a number that belongs to nobody, is of no use.
  const nobodys = nobodysNumber(e164, calling);
  if (nobodys !== null) throw new AppFailure(nobodys);
  return { ...number, e164 };
}

function callAgain(id: string, { practice }: Calling, { facts, isKept }: DialLookUps): CallFacts {
  const call = facts(id);
  if (!call) throw new AppFailure(isKept(id) ? 'again_unreadable' : 'not_found');
  if (call.practice !== practice)
    throw new AppFailure(call.practice ? 'again_practice' : 'again_real');
  return call;
}

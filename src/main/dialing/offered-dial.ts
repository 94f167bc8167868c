import type { WaitingDial } from '../../shared/contract/dialing.ts';
import type { ErrorCode, ErrorParams } from '../../shared/domain/app-error.ts';
import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import { withExtension } from '../../shared/domain/with-extension.ts';
import type { DialInput } from './dial-checks.ts';
import { nothingUsable } from './unusable-text.ts';
import { waitingDial } from './waiting-dial.ts';

/** What an offered text comes to: a dial, of one number or of several, or why it is none. */
export type OfferedDial =
  | { kind: 'dial'; dial: WaitingDial; request: DialInput }
  | { kind: 'unusable'; code: ErrorCode; params: ErrorParams };

/**
 * Reads an offer that may be any text. What is dialled later is the number that is shown now, even
 * if the text would be read in another way by then.
 *
 * @param id of the dial, if it becomes one.
 */
export function offeredDial(
  id: string,
  offered: DialInput,
  understood: UnderstoodNumber,
): OfferedDial {
  const { valid, e164, extension, candidates: choices, problem } = understood;
  // The extension is no part of what is dialled, but the agent has to see it during the call.
  const number = e164 === null ? '' : withExtension(e164, extension);
  const request = { ...offered, number };
  const dial = waitingDial(id, request, understood);
  if (valid && e164 !== null) return { kind: 'dial', dial, request };
  if (choices.length === 0)
    return { kind: 'unusable', ...nothingUsable(offered.number, offered.source, problem) };
  return { kind: 'dial', dial: { ...dial, number: null, display: null, choices }, request };
}

import type { z } from 'zod';
import type { dialAnswerSchema, WaitingDial } from '../../shared/contract/dialing.ts';
import type { ErrorCode } from '../../shared/domain/app-error.ts';
import { asksForReason, isDialQuestion } from '../../shared/domain/dial-questions.ts';
import { isFromWindow } from '../../shared/domain/dial-sources.ts';
import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import type { DialInput } from './dial-checks.ts';

export type DialAnswer = z.output<typeof dialAnswerSchema>;

/** A dial of one number, before it is decided when it dials. */
export function waitingDial(
  id: string,
  request: DialInput,
  understood: UnderstoodNumber,
): WaitingDial {
  const { e164, display, extension, name, doNotCall, country, lastCalledAt } = understood;
  return {
    id,
    source: request.source,
    number: e164,
    display: display ?? e164,
    choices: [],
    extension,
    name,
    doNotCall,
    country,
    lastCalledAt,
    practice: request.practice,
    againOf: request.againOf ?? null,
    dialAt: null,
    countdownMs: null,
    question: null,
    inMain: isFromWindow(request.source),
  };
}

/** The same dial, waiting for the agent's confirmation. */
export function withoutCountdown(dial: WaitingDial): WaitingDial {
  return { ...dial, dialAt: null, countdownMs: null };
}

/** Whether the gate's refusal is a question that this dial does not answer yet. */
export function isOpenQuestion(code: ErrorCode, { confirmed, ...request }: DialInput): boolean {
  if (isDialQuestion(code)) return !confirmed.includes(code);
  return asksForReason(code) && request[reasonKey(code)] === undefined;
}

/**
 * Whether the answer fits the question; if nothing is asked, it is the agent's plain confirmation.
 */
export function answers({ question }: WaitingDial, { reason }: DialAnswer): boolean {
  return (reason !== undefined) === (question?.needsReason ?? false);
}

/** What is dialled once the agent has confirmed. */
export function answered(
  request: DialInput,
  { question }: WaitingDial,
  { reason, placing }: DialAnswer,
): DialInput {
  const { profileId, record, ...rest } = request;
  const next = { ...rest, ...(placing ?? { profileId, record }) };
  if (!question) return next;
  if (isDialQuestion(question.code))
    return { ...next, confirmed: [...request.confirmed, question.code] };
  return { ...next, [reasonKey(question.code)]: reason };
}

function reasonKey(code: ErrorCode): 'doNotCallReason' | 'hoursReason' {
  return code === 'do_not_call' ? 'doNotCallReason' : 'hoursReason';
}

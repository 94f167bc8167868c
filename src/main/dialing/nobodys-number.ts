import type { Account } from '../../shared/domain/account.ts';
import type { NumberProblem } from '../../shared/domain/number-problem.ts';
import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import { isPracticeNumber } from '../../shared/domain/practice-story.ts';
import { isSameNumber } from '../base/phone-number.ts';

/** The account in use; `account` is null if none is set up. */
export interface AccountInUse {
  account: Pick<Account, 'agentUri' | 'virtualNumber'> | null;
  practice: boolean;
}

/**
 * Returns why a number (E.164) is not one to call from this account: it is the agent's own phone,
 * the ExoPhone, or exists for practice only. Null if it may be a customer's.
 */
export function nobodysNumber(
  e164: string,
  { account, practice }: AccountInUse,
): NumberProblem | null {
  if (!practice && isPracticeNumber(e164)) return 'number_practice';
  if (account && isSameNumber(e164, account.agentUri)) return 'number_own_phone';
  return account && isSameNumber(e164, account.virtualNumber) ? 'number_exophone' : null;
}

/** What was understood, without the numbers that are not to be called. */
export function understoodFor(understood: UnderstoodNumber, inUse: AccountInUse): UnderstoodNumber {
  const { e164, candidates } = understood;
  const problem = e164 === null ? null : nobodysNumber(e164, inUse);
  if (problem !== null) return { ...understood, valid: false, problem, e164: null };
  const callable = candidates.filter((each) => nobodysNumber(each.e164, inUse) === null);
  const [first] = candidates;
  if (!first || callable.length > 0) return { ...understood, candidates: callable };
  return { ...understood, problem: nobodysNumber(first.e164, inUse), candidates: [] };
}

import { acceptedAnswerFaults, refusalFaults, unclearAnswerFaults } from './answer-faults.ts';
import { brokenConnectionFaults, slowFaults, unreachedFaults } from './connection-faults.ts';
import type { Fault } from './fault.ts';

/** Everything the fault server plays, each with its one correct reading. */
export const catalogue: readonly Fault[] = [
  ...unreachedFaults,
  ...brokenConnectionFaults,
  ...slowFaults,
  ...unclearAnswerFaults,
  ...acceptedAnswerFaults,
  ...refusalFaults,
];

export function faultNamed(name: string): Fault {
  const fault = catalogue.find((each) => each.name === name);
  if (!fault) throw new Error(`no such fault: ${name}`);
  return fault;
}

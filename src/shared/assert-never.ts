/** Ends a `switch` over everything that a type allows: a new case is a type error there. */
export function assertNever(what: string, value: never): never {
  throw new Error(`no such ${what}: ${JSON.stringify(value)}`);
}

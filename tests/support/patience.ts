/** How long `expect.poll` waits for something: a bound for slow machines, not a measure. */
export const patience = { timeout: 10_000 };

/** How long `expect.poll` waits for what will come: a bound for slow machines, never a measure. */
export const patience = { timeout: 10_000 };

/** Calls are counted up to here; one more stands for anything above, shown as "1,000+". */
export const mostCounted = 1_000;

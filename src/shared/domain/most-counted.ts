/** Calls are counted up to here; one more stands for all above, which are said as "1,000+". */
export const mostCounted = 1_000;

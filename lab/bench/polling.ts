import { simulateRival } from '../simulations/rival-poller.ts';
import { simulate } from '../simulations/simulate.ts';
import { threeMinuteCalls } from '../simulations/three-minute-call.ts';
import { type BenchRow, summarize } from './statistics.ts';

const calls = 300;
const seed = 5;
/** One poll a second from the dial to the end of a three-minute call. */
const secondPoller = { requests: 180, delayMs: { p50: 500, p95: 950 } };

/**
 * Measures requests per call and the delay until its end is seen, on the fake clock: the figures
 * are the same on every machine.
 */
export async function benchPolling(): Promise<BenchRow[]> {
  const quiet = await threeMinuteCalls({ callbacks: false, calls, seed });
  const told = await threeMinuteCalls({ callbacks: true, calls, seed });
  return [
    requestsRow('a call of three minutes: requests', quiet.requests, 40),
    delayRow('a call of three minutes: until its end is seen', quiet.delaysMs, 5_000),
    requestsRow('the same with callbacks: requests', told.requests, 6),
    delayRow('the same with callbacks: until its end is seen', told.delaysMs, 1_000),
    await crowdedRow(),
  ];
}

function requestsRow(what: string, requests: number[], most: number): BenchRow {
  const ours = summarize(requests);
  const rival = secondPoller.requests;
  return {
    what,
    unit: 'requests',
    ours,
    rival: { name: 'by arithmetic: polling each second', p50: rival, p95: rival },
    goal: `p95 ≤ ${most}`,
    ratio: ours.p95 / rival,
    met: ours.p95 <= most,
  };
}

function delayRow(what: string, delaysMs: number[], mostMs: number): BenchRow {
  const ours = summarize(delaysMs);
  return {
    what,
    ours,
    rival: { name: 'by arithmetic: polling each second', ...secondPoller.delayMs },
    goal: `p95 ≤ ${mostMs / 1000} s`,
    ratio: ours.p95 / secondPoller.delayMs.p95,
    met: ours.p95 <= mostMs,
  };
}

/** 50 agents on 200 requests a minute. */
async function crowdedRow(): Promise<BenchRow> {
  const agents = 50;
  const shift = { agents, window: 'sliding', hours: 2, seed } as const;
  const ours = await simulate({ ...shift, known: true, callbacks: false });
  const rival = await simulateRival({ ...shift, everyMs: 1_000 });
  const boundMs = (agents * 60_000) / 200;
  const ms = ({ p50, p95 }: { p50: number; p95: number }) => ({ p50: p50 * 1000, p95: p95 * 1000 });
  const refused = (rival.postsRefused / rival.posts) * 100;
  return {
    what: `${agents} agents: until a call's end is seen; ${ours.looksRefused + ours.postsRefused} answers of 429`,
    ours: ms(ours.delay),
    rival: {
      name: `rival: polling each second; ${Math.round(refused)} % of its dials refused`,
      ...ms(rival.delay),
    },
    goal: `0 × 429, p95 ≤ 1.3 × ${boundMs / 1000} s`,
    ratio: ours.delay.p95 / rival.delay.p95,
    met: ours.looksRefused + ours.postsRefused === 0 && ours.delay.p95 * 1000 <= 1.3 * boundMs,
  };
}

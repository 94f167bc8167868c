/**
 * A relay in a process of its own, which can be killed and stopped. It answers a request as a relay
 * does: after a hold, or not at all.
 */
import { aHold, seatOf } from './seat-of.ts';

/** What a test sends it. */
export interface RouteOrder {
  id: number;
}

/** What it tells the test. */
export type SeatNews =
  | { kind: 'taken' }
  | { kind: 'lost' }
  | { kind: 'out'; agent: string; message: unknown }
  | { kind: 'answer'; id: number; answer: unknown };

const [relay = '', master = '', url = '', ca = ''] = process.argv.slice(2);
const tell = (news: SeatNews): void => void process.send?.(news);
const { seat, start } = seatOf({ relay, master: Buffer.from(master, 'hex'), url, ca });
seat.answerer = async () => ((await seat.hold(aHold('asha'))) ? { by: relay } : null);
seat.taken.on(() => tell({ kind: 'taken' }));
seat.lost.on(() => tell({ kind: 'lost' }));
seat.out.on((heard) => tell({ kind: 'out', ...heard }));
process.on('message', ({ id }: RouteOrder) => {
  void seat.route({ call: id }).then((answer) => tell({ kind: 'answer', id, answer }));
});
process.on('disconnect', () => process.exit());
start();

import { randomUUID } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import type { MessageIn } from '../../../../src/floor/messages.ts';
import { messageOutSchema } from '../../../../src/floor/messages.ts';
import { systemClock } from '../../../../src/main/base/clock.ts';
import { Emitter } from '../../../../src/main/base/emitter.ts';
import { MissedService } from '../../../../src/main/missed/missed-service.ts';
import type { Agent } from '../../../../src/relay/config.ts';
import type { Call } from '../../../../src/shared/domain/call.ts';
import { aCall } from '../../../support/a-call.ts';
import { silentLog } from '../../../support/database-place.ts';
import {
  joinTextOf,
  listenAsRelay,
  startDesktop,
  startFloor,
  type TestFloor,
} from '../../../support/floor-desktop.ts';
import { brokerTest } from '../../../support/mosquitto.ts';
import { patience } from '../../../support/patience.ts';
import { asha, vikram } from '../../../support/relay-folder.ts';

type MissedNews = Extract<MessageIn, { kind: 'missed' | 'missed_taken' }>;
type WithoutHead<M> = M extends MissedNews ? Omit<M, 'v' | 'id' | 'at'> : never;

const number = '+919876543210';

/** An agent's desktop on the floor with its missed list; calls are placed by hand. */
async function desktopOf(floor: TestFloor, agent: Agent) {
  const { db, service } = startDesktop(floor);
  const calls = new Emitter<Call>();
  const missed = new MissedService({
    db,
    clock: systemClock,
    providerNow: () => null,
    isPractice: () => false,
    defaultCountry: () => 'IN',
    floor: service,
    calls: { changed: calls },
    log: silentLog,
  });
  missed.start();
  onTestFinished(() => missed.stop());
  await service.handlers.join({ text: joinTextOf(floor, agent) });
  await expect.poll(() => service.view().connection, patience).toBe('connected');
  return {
    missed,
    places: (customerNumber: string) =>
      calls.emit(aCall({ state: 'accepted', outcome: null, customerNumber })),
    takenBy: () => missed.list().entries.map(({ takenBy }) => takenBy),
  };
}

brokerTest('of two agents who call a customer back, the first has it, and both know', async () => {
  const floor = await startFloor([asha, vikram]);
  const relay = await listenAsRelay(floor);
  const [hers, his] = [await desktopOf(floor, asha), await desktopOf(floor, vikram)];
  const sendAll = async (message: WithoutHead<MissedNews>) => {
    for (const agent of [asha, vikram])
      await relay.send(agent, { v: 1, id: randomUUID(), at: Date.now(), ...message });
  };
  await sendAll({
    kind: 'missed',
    sid: 'sid-1',
    caller: '09876543210',
    called: '02241499102',
    queue: 'sales',
    why: 'no_answer',
  });
  for (const desktop of [hers, his])
    await expect.poll(() => desktop.takenBy(), patience).toEqual([null]);

  his.places(number);
  hers.places(number);
  const takes = () =>
    relay.out.flatMap(({ agent, message }) => {
      const said = messageOutSchema.parse(message);
      return said.kind === 'take_missed' ? [{ agent, sid: said.sid }] : [];
    });
  await expect.poll(() => takes().length, patience).toBe(2);
  const [first] = takes();
  expect(takes().map(({ sid }) => sid)).toEqual(['sid-1', 'sid-1']);
  const winner = first?.agent === asha.id ? asha : vikram;
  await sendAll({ kind: 'missed_taken', sid: 'sid-1', agent: winner.id, by: winner.name });

  const [winners, losers] = winner === asha ? [hers, his] : [his, hers];
  await expect.poll(() => losers.takenBy(), patience).toEqual([winner.name]);
  expect(losers.missed.calledBackBy(number)).toBe(winner.name);
  expect(winners.takenBy()).toEqual([null]);
  expect(winners.missed.calledBackBy(number)).toBeNull();
});

import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { IncomingNews } from '../../../../src/floor/messages.ts';
import { Emitter } from '../../../../src/main/base/emitter.ts';
import { MissedService } from '../../../../src/main/missed/missed-service.ts';
import { insertCall } from '../../../../src/main/storage/tables/calls.ts';
import { addMark } from '../../../../src/main/storage/tables/do-not-call-marks.ts';
import type { FloorView } from '../../../../src/shared/contract/floor.ts';
import type { MissedList } from '../../../../src/shared/contract/missed.ts';
import type { Call, InboundFacts } from '../../../../src/shared/domain/call.ts';
import { aCall } from '../../../support/a-call.ts';
import { aFloor, noFloor } from '../../../support/a-floor.ts';
import { inboundCall } from '../../../support/call-facts.ts';
import { saveContact } from '../../../support/contacts.ts';
import { silentLog } from '../../../support/database-place.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { addCall, openTestDatabase } from '../../../support/test-database.ts';

const number = '+919876543210';
const other = '+919876543211';
const day = 24 * 3_600_000;

function setUp() {
  const { db } = openTestDatabase();
  const clock = new FakeClock();
  const incoming = new Emitter<IncomingNews>();
  const calls = new Emitter<Call>();
  const floorChanged = new Emitter<FloorView>();
  const rig = {
    db,
    clock,
    view: aFloor(),
    practice: false,
    connected: true,
    taken: [] as string[],
    told: [] as MissedList[],
    providerNow: null as number | null,
    hear: (news: IncomingNews) => incoming.emit(news),
    follow: (call: Call) => calls.emit(call),
  };
  const service = new MissedService({
    db,
    clock,
    providerNow: () => rig.providerNow,
    isPractice: () => rig.practice,
    defaultCountry: () => 'IN',
    floor: {
      incoming,
      changed: floorChanged,
      queues: [{ id: 'sales', name: 'Sales' }],
      view: () => rig.view,
      takeMissed: (sid) => {
        if (rig.connected) rig.taken.push(sid);
        return rig.connected;
      },
    },
    calls: { changed: calls },
    log: silentLog,
  });
  service.changed.on((list) => rig.told.push(list));
  service.start();
  onTestFinished(() => service.stop());
  return Object.assign(rig, { service, list: () => service.list().entries });
}

const head = () => ({ v: 1, id: randomUUID() }) as const;
type MissedNews = Extract<IncomingNews, { kind: 'missed' }>;
function missedNews(at: number, changes: Partial<MissedNews> = {}): MissedNews {
  return {
    ...head(),
    at,
    kind: 'missed',
    sid: 'sid-1',
    caller: '09876543210',
    called: '02241499102',
    queue: 'sales',
    why: 'nobody_free',
    ...changes,
  };
}
const takenNews = (at: number, agent: string, by: string, sid = 'sid-1'): IncomingNews => ({
  ...head(),
  at,
  kind: 'missed_taken',
  sid,
  agent,
  by,
});

let arrivals = 0;
function addArrival(db: Database, changes: Partial<InboundFacts> = {}): string {
  arrivals += 1;
  const id = `in-${arrivals}`;
  const facts = inboundCall({ id, sid: `sid-${id}`, outcome: 'agent_unanswered', ...changes });
  insertCall(db, facts, 0, 0);
  return id;
}

describe('this agent’s', () => {
  test.each(['agent_unanswered', 'customer_cancelled', 'voicemail'] as const)(
    'a call that came in and ended %s is listed until they have spoken',
    (outcome) => {
      const { db, clock, list } = setUp();
      saveContact(db, { name: 'Meera', number });
      addCall(db, { customerNumber: number });
      const id = addArrival(db, { outcome, createdAt: clock.now() });
      expect(list()).toMatchObject([
        { number, name: 'Meera', why: outcome, mine: true, calls: [id], triedAt: null },
      ]);
      const triedAt = clock.now() + 1;
      const trying = { customerNumber: number, createdAt: triedAt };
      addCall(db, { ...trying, outcome: 'customer_unanswered' });
      expect(list()).toMatchObject([{ triedAt }]);
      addCall(db, { customerNumber: other });
      addCall(db, { customerNumber: number, practice: true });
      expect(list()).toHaveLength(1);
      addCall(db, { customerNumber: number });
      expect(list()).toEqual([]);
    },
  );

  test('a later call from the customer settles it too; nothing else that came in is missed', () => {
    const { db, clock, list } = setUp();
    addArrival(db, { createdAt: clock.now() });
    for (const outcome of ['passed_on', 'answered_elsewhere', 'other'] as const)
      addArrival(db, { outcome, customerNumber: other, createdAt: clock.now() });
    expect(list()).toMatchObject([{ number }]);
    addArrival(db, { outcome: 'completed', createdAt: clock.now() });
    expect(list()).toEqual([]);
  });

  test('each account has its own', () => {
    const rig = setUp();
    addArrival(rig.db, { practice: true, createdAt: rig.clock.now() });
    rig.hear(missedNews(rig.clock.now()));
    expect(rig.list().filter(({ mine }) => mine)).toEqual([]);
    rig.practice = true;
    expect(rig.list()).toMatchObject([{ mine: true, sids: [] }]);
  });

  test('dismissed calls go and come back; the next one is listed', () => {
    const { db, clock, list, service } = setUp();
    const id = addArrival(db, { createdAt: clock.now() });
    const which = { calls: [id], sids: [] };
    expect(service.handlers.dismiss(which)).toMatchObject({ entries: [], waiting: 0 });
    const next = addArrival(db, { createdAt: clock.now() });
    expect(list()).toMatchObject([{ calls: [next] }]);
    service.handlers.undo(which);
    expect(list()).toMatchObject([{ times: 2, calls: [next, id] }]);
  });
});

describe('the floor’s', () => {
  test('is kept with the number as it is understood, told once, and gone when spoken with', async () => {
    const rig = setUp();
    addMark(rig.db, { practice: false, number, at: 1, source: 'agent', callId: null });
    rig.hear(missedNews(rig.clock.now()));
    rig.hear(missedNews(rig.clock.now()));
    await rig.clock.advance(1_000);
    expect(rig.told).toMatchObject([
      {
        waiting: 1,
        used: true,
        entries: [
          {
            number,
            display: '+91 98765 43210',
            doNotCall: true,
            times: 1,
            queue: 'Sales',
            why: 'nobody_free',
            mine: false,
            sids: ['sid-1'],
          },
        ],
      },
    ]);
    addCall(rig.db, { customerNumber: number });
    rig.follow(aCall());
    await rig.clock.advance(1_000);
    expect(rig.told.at(-1)).toMatchObject({ entries: [], waiting: 0 });
  });

  test('a withheld caller has no number to call', async () => {
    const rig = setUp();
    rig.hear(missedNews(rig.clock.now(), { caller: null }));
    await rig.clock.advance(1_000);
    expect(rig.list()).toMatchObject([{ number: null, display: null, name: null }]);
    expect(rig.service.list().waiting).toBe(0);
  });

  test('is of the floor that is joined, and of no other', async () => {
    const rig = setUp();
    rig.hear(missedNews(rig.clock.now()));
    await rig.clock.advance(1_000);
    expect(rig.list()).toHaveLength(1);
    rig.view = noFloor;
    expect(rig.list()).toEqual([]);
    rig.view = aFloor({ joined: { ...joined(), floor: 'another' } });
    expect(rig.list()).toEqual([]);
  });

  test('is dismissed and taken back by its sid', async () => {
    const rig = setUp();
    rig.hear(missedNews(rig.clock.now()));
    await rig.clock.advance(1_000);
    const which = { calls: [], sids: ['sid-1'] };
    expect(rig.service.handlers.dismiss(which)).toMatchObject({ entries: [] });
    expect(rig.service.handlers.undo(which)).toMatchObject({ waiting: 1 });
  });

  test('leaves after a week by Exotel’s time, whatever this computer’s clock says, and stays kept', async () => {
    const rig = setUp();
    rig.hear(missedNews(rig.clock.now()));
    await rig.clock.advance(1_000);
    rig.providerNow = rig.clock.now();
    rig.clock.jump(30 * day);
    expect(rig.list()).toHaveLength(1);
    rig.providerNow += 7 * day + 1;
    await rig.clock.advance(60_000);
    expect(rig.told.at(-1)).toMatchObject({ entries: [] });
    expect(rig.db.prepare('SELECT count(*) FROM missed_calls').pluck().get()).toBe(1);
  });
});

describe('calling back', () => {
  test('takes the customer on the floor once the call is really placed, and once only', async () => {
    const rig = setUp();
    rig.hear(missedNews(rig.clock.now()));
    rig.hear(missedNews(rig.clock.now(), { sid: 'sid-2' }));
    rig.hear(missedNews(rig.clock.now(), { sid: 'sid-3', caller: '09876543211' }));
    await rig.clock.advance(1_000);
    const call = (changes: Parameters<typeof aCall>[0]) =>
      rig.follow(aCall({ outcome: null, customerNumber: number, ...changes }));
    call({ state: 'sending' });
    call({ state: 'rejected', outcome: 'rejected' });
    call({ state: 'accepted', practice: true });
    expect(rig.taken).toEqual([]);
    rig.connected = false;
    call({ state: 'accepted' });
    rig.connected = true;
    call({ state: 'accepted' });
    call({ state: 'agent_answered' });
    expect(rig.taken.sort()).toEqual(['sid-1', 'sid-2']);
  });

  test('is said again until the floor has heard it, and not for ever', async () => {
    const rig = setUp();
    rig.hear(missedNews(rig.clock.now()));
    rig.hear(missedNews(rig.clock.now(), { sid: 'sid-2' }));
    await rig.clock.advance(1_000);
    rig.follow(aCall({ state: 'accepted', outcome: null, customerNumber: number }));
    await rig.clock.advance(20_000);
    const times = (sid: string) => rig.taken.filter((each) => each === sid).length;
    expect([times('sid-1'), times('sid-2')]).toEqual([2, 2]);
    rig.hear(takenNews(rig.clock.now(), 'asha', 'Asha Rao'));
    await rig.clock.advance(60 * 60_000);
    expect(times('sid-1')).toBe(2);
    expect(times('sid-2')).toBe(20);
  });

  test('on one floor is not said to another', async () => {
    const rig = setUp();
    rig.hear(missedNews(rig.clock.now()));
    await rig.clock.advance(1_000);
    rig.follow(aCall({ state: 'accepted', outcome: null, customerNumber: number }));
    rig.view = aFloor({ joined: { ...joined(), floor: 'another' } });
    await rig.clock.advance(20_000);
    expect(rig.taken).toEqual(['sid-1']);
  });

  test('a colleague who was first is named, is not outdone, and the gate is told', async () => {
    const rig = setUp();
    rig.hear(missedNews(rig.clock.now()));
    rig.hear(takenNews(rig.clock.now(), 'vikram', 'Vikram Shah'));
    rig.hear(takenNews(rig.clock.now(), 'asha', 'Asha Rao'));
    await rig.clock.advance(1_000);
    expect(rig.list()).toMatchObject([{ takenBy: 'Vikram Shah' }]);
    expect(rig.service.list().waiting).toBe(0);
    expect(rig.service.calledBackBy(number)).toBe('Vikram Shah');
    expect(rig.service.calledBackBy(other)).toBeNull();
    rig.follow(aCall({ state: 'accepted', outcome: null, customerNumber: number }));
    expect(rig.taken).toEqual([]);
    await rig.clock.advance(11 * 60_000);
    expect(rig.list()).toEqual([]);
    expect(rig.told.at(-1)).toMatchObject({ entries: [] });
    expect(rig.service.calledBackBy(number)).toBeNull();
  });

  test('what this agent has taken stays, and asks nothing', async () => {
    const rig = setUp();
    rig.hear(missedNews(rig.clock.now()));
    rig.hear(takenNews(rig.clock.now(), 'asha', 'Asha Rao'));
    await rig.clock.advance(60 * 60_000);
    expect(rig.list()).toMatchObject([{ takenBy: null }]);
    expect(rig.service.calledBackBy(number)).toBeNull();
  });
});

function joined(): NonNullable<FloorView['joined']> {
  const { joined: floor } = aFloor();
  if (!floor) throw new Error('not joined');
  return floor;
}

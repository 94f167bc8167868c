import { expect, test } from 'vitest';
import { arrivalId } from '../../../../src/main/calls/arrivals.ts';
import { notFoundPatience } from '../../../../src/main/calls/poll-schedule.ts';
import { getCall, insertCall, listTimeline } from '../../../../src/main/storage/tables/calls.ts';
import { removePerson } from '../../../../src/main/storage/tables/erasure.ts';
import { listRecentCustomers } from '../../../../src/main/storage/tables/recent-customers.ts';
import { isCurrent, listCurrent } from '../../../../src/main/storage/tables/wrap-ups.ts';
import type { Call } from '../../../../src/shared/domain/call.ts';
import {
  type ArrivalRig,
  arrivingSid,
  firstOffer,
  setUpArrivals,
} from '../../../support/arrivals.ts';
import { breakages } from '../../../support/broken-disk.ts';
import { recordedCall } from '../../../support/call-facts.ts';
import { saveContact } from '../../../support/contacts.ts';
import { callAnswer, endedAnswer, errorAnswer } from '../../../support/exotel-answers.ts';
import { settle } from '../../../support/fake-clock.ts';
import { patience } from '../../../support/patience.ts';

const id = arrivalId(arrivingSid);
const notFound = () => errorAnswer(404, 1021);

test('an offer becomes a row, with what is known of the caller and who said so', async () => {
  const { db, calls, say, clock } = await setUpArrivals();
  saveContact(db, { name: 'Meera', number: '+919876543210' });
  const arrived: Call[] = [];
  calls.arrived.on((call) => arrived.push(call));
  say('offer');
  expect(arrived).toMatchObject([{ id, customerName: 'Meera', doNotCall: false }]);
  expect(getCall(db, id)).toMatchObject({
    direction: 'inbound',
    state: 'offered',
    sid: arrivingSid,
    practice: false,
    accountSid: 'acme1',
    customerNumber: '+919876543210',
    customerDisplay: '+91 98765 43210',
    customerCountry: 'IN',
    agentUri: '+919800000001',
    virtualNumber: '+912241499102',
    createdAt: clock.now(),
    arrival: { offer: firstOffer, attempt: 1, queue: { id: 'sales', name: 'Sales' } },
  });
  say('dial');
  say('dial', { phase: 'answered' });
  say('offer');
  expect(arrived).toHaveLength(1);
  expect(getCall(db, id)?.state).toBe('answered');
  say('dial', { phase: 'let_go', at: clock.now() + 1 });
  say('summary');
  expect(getCall(db, id)).toMatchObject({
    state: 'ended',
    outcome: 'completed',
    talkSeconds: 62,
    arrival: { answeredBy: 'me', reported: true },
  });
  expect(listTimeline(db, id).map(({ kind }) => kind)).toEqual([
    'recorded',
    'offered',
    'ringing',
    'answered',
    'finishing',
    'talked',
    'ended',
  ]);
});

test.each([
  ['withheld', null],
  ['a word', 'anonymous'],
])('a caller who is %s is nobody', async (_, caller) => {
  const { db, say } = await setUpArrivals();
  say('offer', { caller });
  const nobody = { customerNumber: null, customerDisplay: null, customerCountry: null };
  expect(getCall(db, id)).toMatchObject(nobody);
});

test('a call that happens now is the newest; one that is heard of later stands where it was', async () => {
  const { db, say, clock } = await setUpArrivals();
  const dial = (dialId: string, at: number) =>
    insertCall(db, recordedCall({ id: dialId, createdAt: at }), 0);
  dial('before', clock.now() - 100_000);
  dial('after', clock.now() - 1_000);
  say('summary', { at: clock.now() - 50_000 });
  say('offer', { sid: 'sid-now' });
  expect(listCurrent(db, false).map((call) => call.id)).toEqual([
    'in-sid-now',
    'after',
    id,
    'before',
  ]);
});

test('what concerns colleagues, or no call at all, makes no row', async () => {
  const { db, say, arrivals, logged } = await setUpArrivals();
  say('dial', { yours: false });
  say('summary', { yours: false });
  say('passed');
  say('offer', { sid: '../etc' });
  say('offer', { sid: 'a'.repeat(62) });
  const head = { v: 1, id: firstOffer, at: 0, sid: 'sid-2' } as const;
  arrivals.hear({ ...head, kind: 'missed_taken', agent: 'ravi', by: 'Ravi' });
  expect(listCurrent(db, false)).toEqual([]);
  expect(logged).toHaveLength(2);
});

test('a call that this agent did not take leaves the dialer, and comes back if it was', async () => {
  const { db, calls, say, clock } = await setUpArrivals();
  const shown: boolean[] = [];
  calls.ledger.news.on(({ isCurrent: is }) => shown.push(is));
  say('offer');
  say('passed', { offer: firstOffer });
  expect(getCall(db, id)).toMatchObject({ state: 'ended', outcome: 'passed_on' });
  say('offer', { offer: crypto.randomUUID(), attempt: 2, at: clock.now() + 1 });
  expect(getCall(db, id)).toMatchObject({ state: 'offered', outcome: null });
  say('summary', { at: clock.now() + 2 });
  expect(shown).toEqual([true, false, true, true]);
  // What the agent filed stays filed.
  await calls.handlers.finishWrapUp({ id });
  say('dial', { phase: 'answered' });
  expect(isCurrent(db, id)).toBe(false);
});

test('a missed call is not wrapped up', async () => {
  const { db, say } = await setUpArrivals();
  say('offer');
  say('summary', { came: 'rang_out' });
  expect(getCall(db, id)).toMatchObject({ outcome: 'agent_unanswered' });
  expect(isCurrent(db, id)).toBe(false);
});

test('while the floor speaks Exotel is not asked; after its silence it is, legs first', async () => {
  const { clock, say, provider } = await setUpArrivals(notFound);
  const asked = () => provider.ledger.map(({ path }) => path.replace(/^.*\/calls\//, ''));
  say('offer');
  await clock.advance(50_000);
  say('dial');
  await clock.advance(80_000);
  say('dial');
  await clock.advance(80_000);
  expect(asked()).toEqual([]);
  await clock.advance(15_000);
  await expect.poll(asked, patience).toEqual([`${arrivingSid}/legs`, arrivingSid]);
});

/** Lets Exotel be asked once more, and respond. */
async function askAgain({ clock, provider }: ArrivalRig): Promise<void> {
  const before = provider.ledger.length;
  await clock.advance(200_000);
  await expect.poll(() => provider.ledger.length, patience).toBeGreaterThan(before);
  await expect.poll(() => clock.waiting, patience).toBeGreaterThan(0);
}

test('an account whose incoming calls Exotel does not know: a conversation goes on until the phone is let go', async () => {
  const rig = await setUpArrivals(notFound);
  const { db, clock, say, provider } = rig;
  say('offer');
  say('dial', { phase: 'answered' });
  for (let polls = 0; polls < 3 * notFoundPatience.polls; polls += 1) {
    await askAgain(rig);
    expect(getCall(db, id)?.state).toBe('answered');
  }
  // Legs and details at first, then details, every three minutes or so.
  expect(provider.ledger.length).toBeLessThanOrEqual(3 * notFoundPatience.polls * 2 + 1);
  say('dial', { phase: 'let_go', at: clock.now() });
  expect(getCall(db, id)?.state).toBe('finishing');
  await clock.advance(70_000);
  await expect.poll(() => getCall(db, id)?.state, patience).toBe('no_final_status');
  say('summary');
  expect(getCall(db, id)).toMatchObject({ state: 'ended', outcome: 'completed' });
});

test('of which nothing more is said at all: given up once it is past its longest life', async () => {
  const rig = await setUpArrivals(notFound);
  const { db, clock, say } = rig;
  say('offer');
  for (let polls = 0; polls < notFoundPatience.polls + 2; polls += 1) await askAgain(rig);
  expect(getCall(db, id)?.state).toBe('offered');
  await clock.advance(5 * 3_600_000);
  await expect.poll(() => getCall(db, id)?.state, patience).toBe('no_final_status');
});

test('an end that the floor reported is verified once, minutes later', async () => {
  const over = () => endedAnswer({ sid: arrivingSid, direction: 'inbound' });
  const { db, calls, clock, say, provider } = await setUpArrivals(over);
  const settled: string[] = [];
  calls.settled.on((each) => settled.push(each.id));
  say('offer');
  say('summary', { talkSeconds: 62 });
  await clock.advance(4 * 60_000);
  expect(provider.ledger).toEqual([]);
  await clock.advance(2 * 60_000);
  await expect.poll(() => settled, patience).toEqual([id]);
  expect(getCall(db, id)).toMatchObject({
    outcome: 'completed',
    talkSeconds: 59,
    arrival: { reported: false },
  });
});

test('if Exotel does not know the call, the floor’s word stands', async () => {
  const { db, calls, clock, say } = await setUpArrivals(notFound);
  const settled: string[] = [];
  calls.settled.on((each) => settled.push(each.id));
  say('offer');
  say('summary');
  await clock.advance(6 * 60_000);
  await expect.poll(() => settled, patience).toEqual([id]);
  expect(getCall(db, id)).toMatchObject({ outcome: 'completed', arrival: { reported: true } });
});

test('a recording is this agent’s only if the call was', async () => {
  const { calls, say } = await setUpArrivals();
  const named: { id: string; urls: string[] }[] = [];
  calls.recordingNamed.on((each) => named.push(each));
  const recordingUrl = 'https://recordings.exotel.com/a.mp3';
  say('offer');
  say('summary', { recordingUrl });
  say('offer', { sid: 'sid-2' });
  say('summary', { sid: 'sid-2', recordingUrl, yours: false });
  expect(named).toEqual([{ id, urls: [recordingUrl] }]);
});

test('a recording is taken only from where Exotel keeps them', async () => {
  const { calls, say, provider, logged } = await setUpArrivals();
  const named: string[] = [];
  calls.recordingNamed.on(({ urls }) => named.push(...urls));
  const bucket = 's3-ap-south-1.amazonaws.com/exotel-mum1-recordings';
  const exotels = [
    'https://recordings.exotel.com/a.mp3',
    `https://${bucket}/acme1/a.mp3`,
    `${provider.baseUrl}/a.mp3`,
  ];
  const others = [
    'https://recordings.exotel.com.example/a.mp3',
    'https://notexotel.com/a.mp3',
    'https://someone@recordings.exotel.com/a.mp3',
    'https://recordings.exotel.com:8443/a.mp3',
    'http://recordings.exotel.com/a.mp3',
    'https://s3-ap-south-1.amazonaws.com/others/a.mp3',
    `https://${bucket}/../others/a.mp3`,
    'http://127.0.0.1:9/a.mp3',
  ];
  for (const [index, recordingUrl] of [...others, ...exotels].entries()) {
    say('offer', { sid: `sid-${index}` });
    say('summary', { sid: `sid-${index}`, recordingUrl });
  }
  expect(named).toEqual(exotels);
  expect(logged).toHaveLength(others.length);
});

test('the floor hears once that the offer is on the screen, and after how long', async () => {
  const { calls, clock, say, popped } = await setUpArrivals();
  say('offer');
  clock.pass(180);
  await calls.handlers.popped({ id });
  await calls.handlers.popped({ id });
  await calls.handlers.popped({ id: 'another' });
  expect(popped).toEqual([[firstOffer, 180]]);
});

test('a practice account in use shows no card, and the call is kept all the same', async () => {
  const { db, calls, say } = await setUpArrivals(() => callAnswer(), { practice: () => true });
  const arrived: Call[] = [];
  calls.arrived.on((call) => arrived.push(call));
  say('offer');
  expect(arrived).toEqual([]);
  expect(listCurrent(db, true)).toEqual([]);
  expect(listCurrent(db, false)).toMatchObject([{ id }]);
});

test('who was erased does not come back with late news', async () => {
  const { db, say, logged } = await setUpArrivals();
  say('offer');
  removePerson(db, '+919876543210', false);
  say('summary');
  expect(getCall(db, id)).toBeNull();
  expect(logged).toEqual([]);
});

test('a restart follows what was going on', async () => {
  const over = () => endedAnswer({ sid: arrivingSid, direction: 'inbound' });
  const { db, calls, say } = await setUpArrivals(over);
  say('offer');
  say('dial');
  calls.start();
  await expect.poll(() => getCall(db, id)?.outcome, patience).toBe('completed');
});

test.each(breakages.filter(({ missing }) => !missing))(
  'a disk that refuses ($name): the call is shown, and written later',
  async ({ break: breakDisk }) => {
    const { db, calls, clock, say } = await setUpArrivals();
    const heard: Call[] = [];
    const arrived: Call[] = [];
    calls.changed.on((call) => heard.push(call));
    calls.arrived.on((call) => arrived.push(call));
    const mend = breakDisk(db);
    say('offer');
    say('dial', { phase: 'answered' });
    say('offer');
    expect(arrived).toMatchObject([{ id, state: 'offered', customerNumber: '+919876543210' }]);
    expect(heard.at(-1)).toMatchObject({ id, state: 'answered' });
    mend();
    expect(getCall(db, id)).toBeNull();
    await clock.advance(2_500);
    await settle();
    expect(getCall(db, id)).toMatchObject({ state: 'answered', arrival: { offer: firstOffer } });
    expect(listTimeline(db, id).map(({ kind }) => kind)).toEqual([
      'recorded',
      'offered',
      'answered',
    ]);
  },
);

test('customers whom the agent talked with, each once, newest first', async () => {
  const { db, say } = await setUpArrivals();
  say('offer');
  say('summary');
  say('offer', { sid: 'sid-2', caller: null });
  say('summary', { sid: 'sid-2', caller: null });
  say('offer', { sid: 'sid-3', caller: '09876500003' });
  say('summary', { sid: 'sid-3', yours: false });
  const dialled = {
    outcome: 'completed',
    state: 'ended',
    customerNumber: '+919876500001',
  } as const;
  insertCall(db, recordedCall({ id: 'a', ...dialled }), 0);
  insertCall(db, recordedCall({ id: 'b', ...dialled }), 0);
  insertCall(
    db,
    recordedCall({ id: 'c', ...dialled, customerNumber: '+919876500002', practice: true }),
    0,
  );
  expect(listRecentCustomers(db, 500)).toEqual(['+919876500001', '+919876543210']);
  expect(listRecentCustomers(db, 1)).toEqual(['+919876500001']);
});

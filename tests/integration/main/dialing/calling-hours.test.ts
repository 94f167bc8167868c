import { expect, test } from 'vitest';
import { pageCalls } from '../../../../src/main/storage/tables/call-history.ts';
import { getFacts } from '../../../../src/main/storage/tables/calls.ts';
import { AppFailure } from '../../../../src/shared/domain/app-error.ts';
import { dialQuestions } from '../../../../src/shared/domain/dial-questions.ts';
import { defaultSettings } from '../../../../src/shared/domain/settings.ts';
import { setUpCalls } from '../../../support/call-rig.ts';
import { dialInput } from '../../../support/compose-calls.ts';
import { saveContact } from '../../../support/contacts.ts';
import { dialled } from '../../../support/dialled.ts';
import { callAnswer } from '../../../support/exotel-answers.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { refusalOf } from '../../../support/refusal.ts';

const number = '98765 43210';
const reason = 'She asked for a call at ten';
const everything = { text: '', outcomes: [], practice: false, recordedOnly: false, results: [] };
const night = Date.parse('2026-01-05T22:00:00+05:30');
const withReason = { ...dialInput(number), hoursReason: reason };

async function setUp(now: number, callingHours = defaultSettings.callingHours) {
  const reasons: unknown[] = [];
  const rig = await setUpCalls(() => callAnswer());
  const service = rig.start({
    clock: new FakeClock(now),
    callingHours,
    placeFetch: (url, init) => {
      // A connection of its own sees only what is committed.
      reasons.push(rig.onDisk("SELECT facts ->> '$.dial.hoursReason' FROM calls"));
      return fetch(url, init);
    },
  });
  return { rig, service, reasons };
}

test('outside calling hours nothing is sent and nothing is written without a reason', async () => {
  const { rig, service, reasons } = await setUp(night);
  const refusal = await service.dial(dialInput(number)).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(AppFailure);
  expect(refusal).toMatchObject({
    code: 'outside_hours',
    params: { localTime: '10:00 pm', from: '9:00 am', to: '9:00 pm' },
  });
  // No other answer of the agent's stands for a reason.
  const confirmed = [...dialQuestions];
  const otherReason = { ...dialInput(number), confirmed, doNotCallReason: 'asked for it' };
  expect(await refusalOf(service.dial(otherReason))).toBe('outside_hours');
  expect(reasons).toEqual([]);
  expect(rig.provider.posts()).toEqual([]);
  expect(pageCalls(rig.db, everything, null, 10)).toEqual([]);
});

test('with a reason the call is placed, and the reason is durable before the POST leaves', async () => {
  const { rig, service, reasons } = await setUp(night);
  expect(await refusalOf(service.dial(dialInput(number)))).toBe('outside_hours');
  const call = await service.dial(withReason);
  expect(call).toMatchObject({ state: 'accepted', dial: { hoursReason: reason } });
  expect(reasons).toEqual([[reason]]);
  expect(rig.provider.posts()).toHaveLength(1);
  expect(dialled(getFacts(rig.db, call.id)).dial.hoursReason).toBe(reason);
  // What the agent wrote stays on this computer.
  expect(rig.provider.posts()[0]?.body).not.toContain(reason);
});

test('a reason answers this one question only', async () => {
  const { rig, service, reasons } = await setUp(night);
  saveContact(rig.db, { name: 'Asha', number: '+919876543210', doNotCall: true });
  expect(await refusalOf(service.dial(withReason))).toBe('do_not_call');
  expect(reasons).toEqual([]);
  const call = await service.dial({ ...withReason, doNotCallReason: 'asked for it' });
  expect(call).toMatchObject({
    state: 'accepted',
    dial: { hoursReason: reason, doNotCallReason: 'asked for it' },
  });
});

test('within the hours nobody asks, and a reason that was not needed is not kept', async () => {
  const { service, reasons } = await setUp(Date.parse('2026-01-05T20:59:00+05:30'));
  expect(await service.dial(withReason)).toMatchObject({
    state: 'accepted',
    dial: { hoursReason: null },
  });
  expect(reasons).toEqual([[null]]);
});

test('a number of several time zones is asked about while it is night in any of them', async () => {
  // 10:00 in New York, 05:00 in Honolulu.
  const { service } = await setUp(Date.parse('2026-01-05T15:00:00Z'));
  const input = dialInput('+1 212 555 2368');
  expect(await refusalOf(service.dial(input))).toBe('perhaps_outside_hours');
  expect(await service.dial({ ...input, hoursReason: reason })).toMatchObject({
    state: 'accepted',
    dial: { hoursReason: reason },
  });
});

test('a country without hours is called at any time', async () => {
  const { service } = await setUp(night, {});
  expect(await service.dial(dialInput(number))).toMatchObject({
    state: 'accepted',
    dial: { hoursReason: null },
  });
});

test('a row from before there were reasons reads as one without', async () => {
  const { rig, service } = await setUp(night, {});
  const call = await service.dial(dialInput(number));
  rig.db.prepare("UPDATE calls SET facts = json_remove(facts, '$.dial.hoursReason')").run();
  expect(rig.onDisk('SELECT facts FROM calls').join()).not.toContain('hoursReason');
  expect(dialled(getFacts(rig.db, call.id)).dial.hoursReason).toBeNull();
});

import { expect, test } from 'vitest';
import { getCall } from '../../../../src/main/storage/tables/calls.ts';
import { totalDurationOf } from '../../../../src/shared/domain/total-duration.ts';
import { setUpCalls } from '../../../support/call-rig.ts';
import { dialInput } from '../../../support/compose-calls.ts';
import { callAnswer, callSid, endedAnswer, errorAnswer } from '../../../support/exotel-answers.ts';
import { FakeClock, settle } from '../../../support/fake-clock.ts';
import { patience } from '../../../support/patience.ts';
import { profile } from '../../../support/profiles.ts';

const number = '98765 43210';
const minute = 60_000;

test('what Exotel corrects within five minutes after the end is taken over, then the call is settled', async () => {
  const clock = new FakeClock();
  const recording = { url: 'https://recordings.exotel.com/acme1/a.mp3' };
  let corrected = false;
  const rig = await setUpCalls(() =>
    corrected
      ? endedAnswer({
          total_talk_time: 61,
          total_duration: '73',
          end_time: '2022-11-02 23:51:05+05:30',
          digits: '1-2',
          app_name: null,
          recordings: [recording],
        })
      : endedAnswer({ total_talk_time: null, app_name: 'Survey' }),
  );
  const service = rig.start({ clock });
  const { id } = await service.dial(dialInput(number));
  expect(getCall(rig.db, id)).toMatchObject({ state: 'ended', talkSeconds: null });
  corrected = true;
  await clock.advance(5 * minute - 1);
  expect(rig.provider.ledger.map(({ method }) => method)).toEqual(['POST']);
  await clock.advance(1);
  const settled = () => rig.db.prepare('SELECT settled FROM calls').pluck().get();
  await expect.poll(settled, patience).toBe(1);
  const call = getCall(rig.db, id);
  expect(call).toMatchObject({
    outcome: 'completed',
    talkSeconds: 61,
    // 73 s after Exotel began, by this computer's clock.
    endedAt: new FakeClock().now() + 73_000,
    // What Exotel no longer says is not unlearned.
    provider: { totalSeconds: 73, digits: '1-2', appName: 'Survey', virtualNumber: '02241499102' },
  });
  expect(call && totalDurationOf(call)).toEqual({ seconds: 73, basis: 'observed' });
  expect(await service.pollDetails(id)).toEqual([recording.url]);
});

test('the total duration is computed, and called so, where Exotel gives none', async () => {
  const rig = await setUpCalls(() => endedAnswer());
  const { id } = await rig.start({ clock: new FakeClock() }).dial(dialInput(number));
  const call = getCall(rig.db, id);
  expect(call && totalDurationOf(call)).toEqual({ seconds: 70, basis: 'computed' });
  expect(call && totalDurationOf({ ...call, state: 'accepted' })).toBeNull();
  expect(call && totalDurationOf({ ...call, endedAt: null })).toBeNull();
  expect(call && totalDurationOf({ ...call, endedAt: 0 })).toBeNull();
  expect(call && totalDurationOf({ ...call, provider: null })).toBeNull();
});

test('a call without an end is given up twenty minutes after its own profile’s limit, not before', async () => {
  const clock = new FakeClock();
  const rig = await setUpCalls(() => callAnswer());
  const service = rig.start({ clock, profile: profile({ maxTimeLimitSeconds: 600 }) });
  const { id } = await service.dial(dialInput(number));
  await clock.advance(30 * minute - 1_000);
  await service.handlers.pollNow({ id });
  expect(getCall(rig.db, id)?.state).toBe('accepted');
  await clock.advance(2_000);
  // A look that began before the limit may still be under way.
  const state = async () => (await service.handlers.pollNow({ id })).state;
  await expect.poll(state, patience).toBe('no_final_status');
  expect(getCall(rig.db, id)).toMatchObject({
    outcome: 'no_final_status',
    endedAt: null,
    sid: callSid,
  });
});

test('a call is not settled before it could be verified', async () => {
  const clock = new FakeClock();
  let over = false;
  const rig = await setUpCalls(({ method }) =>
    method === 'POST' || !over ? endedAnswer() : errorAnswer(500, 1100),
  );
  const service = rig.start({ clock });
  await service.dial(dialInput(number));
  over = true;
  await clock.advance(5 * minute);
  await expect.poll(() => rig.provider.ledger.length, patience).toBe(2);
  await settle();
  expect(rig.db.prepare('SELECT settled FROM calls').pluck().get()).toBe(0);
});

test('a recording that Exotel names only at the verification is heard of', async () => {
  const clock = new FakeClock();
  let corrected = false;
  const url = 'https://recordings.exotel.com/acme1/a.mp3';
  const rig = await setUpCalls(() =>
    corrected
      ? endedAnswer({ recordings: [{ url }] })
      : endedAnswer({ status: null, total_talk_time: null }),
  );
  const service = rig.start({ clock });
  const verified = new Promise((resolve) => service.settled.on(resolve));
  const { id } = await service.dial(dialInput(number));
  corrected = true;
  await clock.advance(5 * minute);
  expect(await verified).toEqual({ id, urls: [url] });
  expect(getCall(rig.db, id)).toMatchObject({ outcome: 'completed', talkSeconds: 59 });
});

test('a call whose account is gone is swept as well, and holds the line no longer', async () => {
  const clock = new FakeClock();
  const rig = await setUpCalls(() => callAnswer());
  const service = rig.start({ clock, profile: profile({ maxTimeLimitSeconds: 60 }) });
  const { id } = await service.dial(dialInput(number));
  service.stop();
  const withoutAccount = rig.start({ clock, gone: true });
  withoutAccount.start();
  await clock.advance(minute);
  expect(getCall(rig.db, id)?.state).toBe('accepted');
  await clock.advance(21 * minute);
  expect(getCall(rig.db, id)?.state).toBe('no_final_status');
});

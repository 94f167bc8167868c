import { expect, onTestFinished, test, vi } from 'vitest';
import {
  statusCallbackPath,
  statusCallbacksTo,
} from '../../../../src/main/hints/status-callback/address.ts';
import { startStatusCallbackListener } from '../../../../src/main/hints/status-callback/listener.ts';
import { getFacts } from '../../../../src/main/storage/tables/calls.ts';
import { heard, setUpCalls } from '../../../support/call-rig.ts';
import { dialInput } from '../../../support/compose-calls.ts';
import {
  callAnswer,
  callSid,
  endedAnswer,
  leg,
  legsAnswer,
} from '../../../support/exotel-answers.ts';

const secret = 'secret';
const number = '98765 43210';

/** A call on a provider that calls back by itself, over real sockets both ways. */
async function setUp() {
  let stage: 'ringing' | 'talking' | 'over' = 'ringing';
  const rig = await setUpCalls(({ method, path }) => {
    if (method === 'POST') return callAnswer();
    if (!path.endsWith('/legs')) return stage === 'over' ? endedAnswer() : callAnswer();
    const customer = stage === 'ringing' ? [] : [leg('in-progress')];
    return legsAnswer([leg('in-progress')], customer);
  });
  const listener = await startStatusCallbackListener({
    port: 0,
    secret,
    onHint: (hint) => service.hint(hint),
  });
  onTestFinished(() => listener.close());
  const url = `http://127.0.0.1:${listener.port}${statusCallbackPath(secret)}`;
  const service = rig.start({ statusCallbacks: () => statusCallbacksTo(url) });
  const callBack = (event: string, sid = callSid) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ event_details: { event_type: event }, call_details: { sid } }),
    });
  return {
    rig,
    service,
    url,
    callBack,
    become: (next: typeof stage) => {
      stage = next;
    },
  };
}

test('the dial asks for callbacks, and they bring the call to its end in few requests', async () => {
  const { rig, service, url, callBack, become } = await setUp();
  const answered = heard(service, ({ state }) => state === 'agent_answered');
  const ended = heard(service, ({ state }) => state === 'ended');
  await service.dial(dialInput(number));
  expect(JSON.parse(rig.provider.posts()[0]?.body ?? '').status_callback).toEqual(
    statusCallbacksTo(url),
  );
  become('talking');
  await callBack('answered');
  await answered;
  await callBack('answered');
  become('over');
  await callBack('terminal');
  expect((await ended).outcome).toBe('completed');
  expect(rig.provider.ledger.length).toBeLessThanOrEqual(6);
});

test('late, doubled, forged and out of order: nothing is believed, nothing is done twice', async () => {
  const { rig, service, callBack, become } = await setUp();
  const call = await service.dial(dialInput(number));
  // "It is over", says somebody; Exotel says it is not.
  await callBack('terminal');
  const facts = () => getFacts(rig.db, call.id);
  await vi.waitFor(() => expect(facts()?.lastHeardAt).toBeGreaterThan(call.lastHeardAt ?? 0));
  expect(facts()?.state).toBe('accepted');
  // Calls that are none of ours cause no request at all.
  const before = rig.provider.ledger.length;
  for (const sid of ['0'.repeat(32), '../../accounts', "'; DROP TABLE calls; --"])
    expect((await callBack('terminal', sid)).status).toBe(204);
  expect(rig.provider.ledger.length).toBe(before);
  become('over');
  const ended = heard(service, ({ state }) => state === 'ended');
  await callBack('terminal');
  expect((await ended).outcome).toBe('completed');
  const after = rig.provider.ledger.length;
  for (const event of ['terminal', 'answered', 'terminal']) await callBack(event);
  expect(service.handlers.current({})).toMatchObject([{ state: 'ended', outcome: 'completed' }]);
  expect(rig.provider.posts()).toHaveLength(1);
  // The legs as they ended and the last verification are asked for as ever, once each.
  expect(rig.provider.ledger.length).toBeLessThanOrEqual(after + 2);
});

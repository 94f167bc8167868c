import { expect } from 'vitest';
import { callBack, floorRig, metricsOf } from '../../support/floor-rig.ts';
import { brokerTest } from '../../support/mosquitto.ts';
import { patience } from '../../support/patience.ts';

brokerTest('a callback comes sealed to its agent’s desktop, and to nobody else’s', async () => {
  const rig = await floorRig();
  const relay = await rig.relay();
  const asha = await rig.desktop('asha');
  const ravi = await rig.desktop('ravi');
  const inClear: string[] = [];
  asha.client.on('message', (_, payload) => inClear.push(payload.toString()));
  await expect.poll(() => relay.log, patience).toContain('Connected to the broker.');

  expect(await callBack(rig.callbackUrl(relay, 'asha'), 'sid-1')).toBe(200);
  await expect
    .poll(() => asha.heard, patience)
    .toEqual([
      {
        v: 1,
        id: expect.any(String),
        at: expect.any(Number),
        kind: 'callback',
        event: 'terminal',
        sid: 'sid-1',
        customField: 'field-sid-1',
      },
    ]);
  expect(ravi.heard).toEqual([]);
  expect(inClear.join()).not.toContain('sid-1');
  const metrics = await metricsOf(relay);
  expect(metrics).toContain('handset_callbacks_total{event="terminal"} 1');
  expect(metrics).toContain('handset_requests_total{route="callback",status="200"} 1');
  expect(metrics).toContain('handset_publish_seconds_count 1');
});

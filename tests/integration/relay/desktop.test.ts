import { expect } from 'vitest';
import { joinTextOf, startDesktop } from '../../support/floor-desktop.ts';
import { callBack, floorRig, metricsOf } from '../../support/floor-rig.ts';
import { brokerTest } from '../../support/mosquitto.ts';
import { patience } from '../../support/patience.ts';

brokerTest(
  'the product’s own desktop on a relay: a call’s end, a share of polls, an availability',
  async () => {
    const rig = await floorRig();
    const relay = await rig.relay();
    const asha = rig.agents[0];
    if (!asha) throw new Error('no agent');
    const desktop = startDesktop(rig);
    // It ended while the desktop was not there yet.
    expect(await callBack(rig.callbackUrl(relay, 'asha'), 'sid-1')).toBe(200);
    await desktop.service.handlers.join({ text: joinTextOf(rig, asha) });
    await expect
      .poll(() => desktop.hints, patience)
      .toEqual([{ sid: 'sid-1', customField: 'field-sid-1', event: 'terminal' }]);
    await expect
      .poll(() => desktop.service.view(), patience)
      .toMatchObject({
        connection: 'connected',
        pollShare: 140,
        joined: { floorName: 'The floor' },
      });

    await expect
      .poll(() => metricsOf(relay), patience)
      .toContain('handset_agents{state="break"} 1');
    desktop.service.handlers.setAvailability({ state: 'available' });
    await expect
      .poll(() => metricsOf(relay), patience)
      .toContain('handset_agents{state="available"} 1');
    await callBack(rig.callbackUrl(relay, 'asha'), 'sid-2', 'answered');
    await expect
      .poll(() => desktop.hints.map(({ sid }) => sid), patience)
      .toEqual(['sid-1', 'sid-2']);
  },
);

import { join } from 'node:path';
import { expect } from 'vitest';
import { childScripts } from '../../../lab/torture/child.ts';
import { floorTorture } from '../../../lab/torture/floor.ts';
import { root } from '../../../scripts/run.ts';
import { brokerTest } from '../../support/mosquitto.ts';

// A fixed share of `npm run torture`.
brokerTest('100 desktops, the broker and a relay killed: nothing is lost or astray', async () => {
  const figures = await floorTorture({
    agents: 100,
    kills: 1,
    recoveries: 0,
    seed: 7,
    relayScript: join(root, 'scripts/relay.ts'),
    desktopScript: childScripts.desktops,
  });
  expect(figures).toMatchObject({ brokerKills: 1, relayKills: 1, lost: 0 });
  expect(figures.callbacks).toBeGreaterThan(100);
  // All of them connected once, and again after the broker had died.
  expect(figures.reconnects.attempts).toBeGreaterThan(175);
});

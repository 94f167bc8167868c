import { expect, test } from 'vitest';
import { cutFaults, recordingCuts } from '../../../../lab/torture/recording-cuts.ts';

test('however a download is cut: the same recording or an explicit failure, never a wrong file', async () => {
  const offsets = 20;
  const figures = await recordingCuts({ seed: 20_260_105, offsets });
  expect(figures.wrongs).toEqual([]);
  expect(figures.cases).toBe(offsets * cutFaults.length);
  // Every fault here passes, so the plan of tries has to bring every recording in the end.
  expect(figures.saved).toBe(figures.cases);
  // All but those that were cut before their first byte, where the host allows it: reset, close,
  // stall and an expired address.
  expect(figures.resumed).toBe((offsets - 1) * 4);
  expect(figures.bytesSpared).toBeGreaterThan(0);
});

import { expect, test } from 'vitest';
import { menuLabel, toolTipText, trayModel } from '../../../../src/main/desktop/tray-model.ts';
import { callOutcomes, callStates } from '../../../../src/shared/domain/call.ts';
import { aCall } from '../../../support/a-call.ts';
import { aFloor, noFloor } from '../../../support/a-floor.ts';
import { english } from '../../../support/english.ts';

const none = { call: null, recent: [], practice: false, floor: noFloor, missed: 0 };
const labels = (state: Parameters<typeof trayModel>[0]) =>
  trayModel(state, english).entries.map((entry) =>
    entry.kind === 'separator' ? '—' : entry.label,
  );

test('at rest: ready, dial, open, quit', () => {
  expect(labels(none)).toEqual([
    'Ready',
    '—',
    'Dial number from clipboard',
    '—',
    'Open Handset',
    'Quit Handset',
  ]);
  expect(trayModel(none, english)).toMatchObject({ icon: 'idle', tooltip: 'Handset – Ready' });
  expect(trayModel({ ...none, practice: true }, english).icon).toBe('practice');
});

test('a live call stands first, and a click goes to it', () => {
  const call = aCall({ state: 'accepted', outcome: null, customerName: 'Asha' });
  const { entries, icon, tooltip } = trayModel({ ...none, call }, english);
  expect(entries[0]).toMatchObject({ kind: 'action', action: { do: 'open', callId: call.id } });
  expect(tooltip).toContain('Asha');
  expect(icon).toBe('ringing');
});

test('an account without legs tells nothing before the end: the tray does not claim ringing', () => {
  const call = aCall({ state: 'accepted', outcome: null, legsSupported: false });
  expect(labels({ ...none, call })[0]).toMatch(/^In progress/);
});

test('five recent numbers, by name where there is one', () => {
  const recent = Array.from({ length: 7 }, (_, i) =>
    aCall({ customerName: i === 0 ? 'Asha' : null }),
  );
  const shown = trayModel({ ...none, recent }, english).entries.filter(
    (entry) => entry.kind === 'action' && entry.action.do === 'dial',
  );
  expect(shown).toHaveLength(5);
  expect(shown[0]).toMatchObject({
    label: 'Asha · +91 98765 43210',
    action: { number: '+919876543210', practice: false },
  });
  expect(shown[1]).toMatchObject({ label: '+91 98765 43210' });
});

test('a name with & in it is shown whole, in the menu and in the tooltip', () => {
  const name = 'Shah & Sons <R&D>';
  expect(menuLabel(name)).toBe('Shah && Sons <R&&D>');
  expect(toolTipText(name, 'linux')).toBe(name);
  expect(toolTipText(name, 'win32')).toBe('Shah ＆ Sons <R＆D>');
});

test('every state and every outcome has an icon and words', () => {
  for (const state of callStates)
    trayModel({ ...none, call: aCall({ state, outcome: null }) }, english);
  for (const outcome of callOutcomes) trayModel({ ...none, call: aCall({ outcome }) }, english);
  const icon = (state: (typeof callStates)[number]) =>
    trayModel({ ...none, call: aCall({ state, outcome: null }) }, english).icon;
  expect(callStates.map((state) => [state, icon(state)])).toEqual([
    ['recorded', 'ringing'],
    ['sending', 'ringing'],
    ['accepted', 'ringing'],
    ['agent_answered', 'talking'],
    ['offered', 'ringing'],
    ['ringing', 'ringing'],
    ['answered', 'talking'],
    ['finishing', 'ended'],
    ['unknown', 'ended'],
    ['ended', 'ended'],
    ['not_sent', 'ended'],
    ['rejected', 'ended'],
    ['no_final_status', 'ended'],
  ]);
});

test('who waits to be called back stands in the menu and in the tooltip', () => {
  const state = { ...none, missed: 3 };
  expect(trayModel(state, english).tooltip).toBe('Handset – Ready · 3 to call back');
  expect(trayModel(state, english).entries[1]).toEqual({
    kind: 'action',
    label: '3 to call back',
    action: { do: 'openMissed' },
  });
});

test('equal states give equal models, so that nothing is drawn twice', () => {
  const state = { call: aCall(), recent: [aCall()], practice: false, floor: aFloor(), missed: 0 };
  expect(trayModel(structuredClone(state), english)).toEqual(trayModel(state, english));
});

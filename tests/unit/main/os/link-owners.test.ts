import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemLinkOwners } from '../../../../src/main/os/link-owners.ts';

const electron = vi.hoisted(() => ({
  isPackaged: true,
  ours: new Set<string>(),
  opened: [] as string[],
  settingsClosed: false,
  chosen: new Map<string, string>(),
}));
vi.mock('electron', () => ({
  app: {
    get isPackaged() {
      return electron.isPackaged;
    },
    getName: () => 'Handset',
    getApplicationNameForProtocol: (url: string) => electron.chosen.get(url) ?? '',
    isDefaultProtocolClient: (scheme: string) => electron.ours.has(scheme),
    setAsDefaultProtocolClient: (scheme: string) => electron.ours.add(scheme),
    removeAsDefaultProtocolClient: (scheme: string) => electron.ours.delete(scheme),
  },
  shell: {
    openExternal: async (url: string) => {
      if (electron.settingsClosed) throw new Error('no program for it');
      electron.opened.push(url);
    },
  },
}));

beforeEach(() => {
  electron.isPackaged = true;
  electron.ours.clear();
  electron.opened = [];
  electron.settingsClosed = false;
  electron.chosen.clear();
  electron.chosen.set('tel://', 'Some Dialer');
});
afterEach(() => vi.restoreAllMocks());

function on(platform: NodeJS.Platform): ReturnType<typeof systemLinkOwners> {
  vi.spyOn(process, 'platform', 'get').mockReturnValue(platform);
  return systemLinkOwners();
}

test('who has a scheme, as the system says it', () => {
  const owners = on('linux');
  expect(owners.ownerOf('tel')).toBe('Some Dialer');
  expect(owners.ownerOf('callto')).toBeNull();
});

test('macOS: claimed and given back', async () => {
  const owners = on('darwin');
  await owners.claim('tel');
  expect(owners.isOurs('tel')).toBe(true);
  await owners.release('tel');
  expect(owners.isOurs('tel')).toBe(false);
  expect(electron.opened).toEqual([]);
});

test('Windows: the links are whose the agent chose, whatever Handset has entered', async () => {
  const owners = on('win32');
  await owners.claim('tel');
  expect(owners.isOurs('tel')).toBe(false);
  electron.chosen.set('tel://', 'Handset');
  expect(owners.isOurs('tel')).toBe(true);
});

test('Windows: what the agent chose they have to give back in its settings, too', async () => {
  const owners = on('win32');
  await owners.release('tel');
  expect(electron.opened).toEqual([]);
  electron.chosen.set('tel://', 'Handset');
  await owners.release('tel');
  expect(electron.opened).toHaveLength(1);
});

test('Windows: the agent confirms in its settings, but for our own scheme', async () => {
  const owners = on('win32');
  await owners.claim('handset');
  expect(electron.opened).toEqual([]);
  await owners.claim('tel');
  expect(electron.opened).toEqual(['ms-settings:defaultapps?registeredAppUser=Handset']);
});

test('Linux: what is removed there is removed by choosing another program', async () => {
  const owners = on('linux');
  await owners.claim('tel');
  await owners.release('tel');
  expect(owners.isOurs('tel')).toBe(true);
});

test('from a source folder nothing is ours to claim', () => {
  electron.isPackaged = false;
  electron.ours.add('tel');
  const owners = on('darwin');
  expect(owners.mayClaim).toBe(false);
  expect(owners.isOurs('tel')).toBe(false);
});

test('Windows: settings that do not open are said', async () => {
  electron.settingsClosed = true;
  const owners = on('win32');
  await expect(owners.claim('tel')).rejects.toMatchObject({ code: 'link_settings_closed' });
  await owners.claim('handset');
});

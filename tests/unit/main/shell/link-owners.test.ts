import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemLinkOwners } from '../../../../src/main/shell/link-owners.ts';

const electron = vi.hoisted(() => ({
  isPackaged: true,
  ours: new Set<string>(),
  opened: [] as string[],
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
    openExternal: async (url: string) => void electron.opened.push(url),
  },
}));

beforeEach(() => {
  electron.isPackaged = true;
  electron.ours.clear();
  electron.opened = [];
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

test('macOS: claimed and given back', () => {
  const owners = on('darwin');
  owners.claim('tel');
  expect(owners.isOurs('tel')).toBe(true);
  owners.release('tel');
  expect(owners.isOurs('tel')).toBe(false);
  expect(electron.opened).toEqual([]);
});

test('Windows: the links are whose the agent chose, whatever Handset has entered', () => {
  const owners = on('win32');
  owners.claim('tel');
  expect(owners.isOurs('tel')).toBe(false);
  electron.chosen.set('tel://', 'Handset');
  expect(owners.isOurs('tel')).toBe(true);
});

test('Windows: what the agent chose they have to give back in its settings, too', () => {
  const owners = on('win32');
  owners.release('tel');
  expect(electron.opened).toEqual([]);
  electron.chosen.set('tel://', 'Handset');
  owners.release('tel');
  expect(electron.opened).toHaveLength(1);
});

test('Windows: the agent confirms in its settings, but for our own scheme', () => {
  const owners = on('win32');
  owners.claim('handset');
  expect(electron.opened).toEqual([]);
  owners.claim('tel');
  expect(electron.opened).toEqual(['ms-settings:defaultapps?registeredAppUser=Handset']);
});

test('Linux: what is removed there is removed by choosing another program', () => {
  const owners = on('linux');
  owners.claim('tel');
  owners.release('tel');
  expect(owners.isOurs('tel')).toBe(true);
});

test('from a source folder nothing is ours to claim', () => {
  electron.isPackaged = false;
  electron.ours.add('tel');
  const owners = on('darwin');
  expect(owners.mayClaim).toBe(false);
  expect(owners.isOurs('tel')).toBe(false);
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemLinkOwners } from '../../../../src/main/shell/link-owners.ts';

const electron = vi.hoisted(() => ({
  isPackaged: true,
  ours: new Set<string>(),
  opened: [] as string[],
}));
vi.mock('electron', () => ({
  app: {
    get isPackaged() {
      return electron.isPackaged;
    },
    getApplicationNameForProtocol: (url: string) => (url === 'tel://' ? 'Some Dialer' : ''),
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

test.each(['darwin', 'win32'] as const)('%s: claimed and given back', (platform) => {
  const owners = on(platform);
  owners.claim('tel');
  expect(owners.isOurs('tel')).toBe(true);
  owners.release('tel');
  expect(owners.isOurs('tel')).toBe(false);
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

import { expect, test } from 'vitest';
import { dialClipboardCommand, Entrances } from '../../../../src/main/desktop/entrances.ts';
import type { EntrancesStatus, LinkScheme } from '../../../../src/shared/contract/entrances.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

function setUp(open: (link: string) => Promise<void> = async () => {}) {
  const clock = new FakeClock();
  const opened: string[] = [];
  const told = {
    hotkey: [] as EntrancesStatus['hotkey'][],
    links: [] as EntrancesStatus['links'][],
  };
  const ours = new Set<LinkScheme>();
  const entrances = new Entrances({
    clock,
    owners: {
      mayClaim: true,
      ownerOf: (scheme) => (scheme === 'callto' ? null : 'Some Dialer'),
      isOurs: (scheme) => ours.has(scheme),
      claim: async (scheme) => void ours.add(scheme),
      release: async (scheme) => void ours.delete(scheme),
      open: (link) => {
        opened.push(link);
        return open(link);
      },
    },
    hotkeyState: () => 'registered',
    command: 'handset --dial-clipboard',
    hotkeyChanged: (hotkey) => told.hotkey.push(hotkey),
    linksChanged: (links) => told.links.push(links),
  });
  const { handlers } = entrances;
  const status = async () => handlers.status({});
  const link = async (scheme: LinkScheme) =>
    (await status()).links.find((each) => each.scheme === scheme);
  return { clock, opened, told, entrances, handlers, status, link };
}

test('a press is a test only while one waits, and only once', async () => {
  const { entrances, handlers, status } = setUp();
  expect(entrances.isTestPress()).toBe(false);
  await handlers.testHotkey({});
  expect((await status()).hotkey.test).toBe('waiting');
  expect(entrances.isTestPress()).toBe(true);
  expect(entrances.isTestPress()).toBe(false);
  expect((await status()).hotkey.test).toBe('heard');
});

test('a press that does not come is said, and a late one dials as always', async () => {
  const { clock, entrances, handlers, told } = setUp();
  await handlers.testHotkey({});
  clock.pass(15_000);
  expect(told.hotkey.at(-1)?.test).toBe('silent');
  expect(entrances.isTestPress()).toBe(false);
});

test('a test link is the one that was opened, of that scheme, and of no other number', async () => {
  const { opened, entrances, handlers, link } = setUp();
  await handlers.testLink({ scheme: 'tel' });
  expect(opened).toEqual(['tel:+447700900019']);
  expect(entrances.isTestLink('tel:+919876543210')).toBe(false);
  expect(entrances.isTestLink('callto:+447700900019')).toBe(false);
  expect(entrances.isTestLink('tel:+447700900019')).toBe(true);
  expect(await link('tel')).toMatchObject({ test: 'heard', owner: 'Some Dialer', ours: false });
  expect(await link('callto')).toMatchObject({ test: 'none', owner: null });
  expect(entrances.isTestLink('tel:+447700900019')).toBe(false);
});

test('a link that no program opens is silent at once', async () => {
  const { handlers, link } = setUp(() => Promise.reject(new Error('no application')));
  await handlers.testLink({ scheme: 'callto' });
  expect((await link('callto'))?.test).toBe('silent');
});

test('a shortcut that is set, tested and pressed asks nobody about links', async () => {
  const { entrances, handlers, told } = setUp();
  entrances.hotkeyChanged();
  await handlers.testHotkey({});
  expect(entrances.isTestPress()).toBe(true);
  expect(told.hotkey.map(({ test }) => test)).toEqual(['none', 'waiting', 'heard']);
  expect(told.links).toEqual([]);
});

test('another test takes the place of the one before', async () => {
  const { clock, entrances, handlers, status, told } = setUp();
  await handlers.testHotkey({});
  clock.pass(10_000);
  await handlers.testLink({ scheme: 'tel' });
  expect((await status()).hotkey.test).toBe('none');
  expect(told.hotkey.at(-1)?.test).toBe('none');
  clock.pass(10_000);
  expect(entrances.isTestLink('tel:+447700900019')).toBe(true);
});

test('claimed and given back', async () => {
  const { handlers, link, told } = setUp();
  await handlers.claimLinks({ scheme: 'tel' });
  expect(await link('tel')).toMatchObject({ ours: true });
  await handlers.releaseLinks({ scheme: 'tel' });
  expect(await link('tel')).toMatchObject({ ours: false });
  expect(told.links).toHaveLength(2);
});

test.each([
  ['/usr/bin/handset', [], '/usr/bin/handset --dial-clipboard'],
  ['/home/a b/Handset.AppImage', [], '"/home/a b/Handset.AppImage" --dial-clipboard'],
  ['/opt/el', ['/src/hand set'], '/opt/el "/src/hand set" --dial-clipboard'],
  [
    'C:\\Program Files\\Handset\\Handset.exe',
    [],
    '"C:\\Program Files\\Handset\\Handset.exe" --dial-clipboard',
  ],
  ['/tmp/$HOME', [], '"/tmp/\\$HOME" --dial-clipboard'],
])('the command for %s', (executable, before, command) => {
  expect(dialClipboardCommand(executable, before)).toBe(command);
});

import { afterEach, expect, test, vi } from 'vitest';
import { clipboardNeedsFocus, isWayland } from '../../../../src/main/os/session.ts';

const switches = vi.hoisted(() => new Map<string, string>());
vi.mock('electron', () => ({
  app: { commandLine: { getSwitchValue: (name: string) => switches.get(name) ?? '' } },
}));

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  switches.clear();
});

function session(platform: NodeJS.Platform, type: string, display = ''): void {
  vi.spyOn(process, 'platform', 'get').mockReturnValue(platform);
  vi.stubEnv('XDG_SESSION_TYPE', type);
  vi.stubEnv('WAYLAND_DISPLAY', display);
}

test.each([
  ['linux', 'x11', '', false],
  ['linux', 'tty', '', false],
  ['linux', 'wayland', '', true],
  ['linux', '', 'wayland-0', true],
  ['win32', 'wayland', 'wayland-0', false],
  ['darwin', 'wayland', '', false],
] as const)('%s, session "%s", display "%s": %s', (platform, type, display, expected) => {
  session(platform, type, display);
  expect(isWayland()).toBe(expected);
  expect(clipboardNeedsFocus()).toBe(expected);
});

test('through XWayland windows behave as on X11, and the clipboard still does not', () => {
  session('linux', 'wayland');
  switches.set('ozone-platform', 'x11');
  expect(isWayland()).toBe(false);
  expect(clipboardNeedsFocus()).toBe(true);
});

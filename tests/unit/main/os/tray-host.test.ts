import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { showsTray } from '../../../../src/main/os/tray-host.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

vi.mock('electron', () => ({ app: { commandLine: { getSwitchValue: () => '' } } }));

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** A desktop whose bus answers so; null: nobody can be asked. */
function desktop(name: string, session: 'x11' | 'wayland', answer: string | null): void {
  const folder = tempFolder();
  if (answer !== null) {
    const asked = join(folder, 'gdbus');
    writeFileSync(asked, `#!/bin/sh\necho '${answer}'\n`);
    chmodSync(asked, 0o755);
  }
  vi.stubEnv('PATH', folder);
  vi.stubEnv('XDG_CURRENT_DESKTOP', name);
  vi.stubEnv('XDG_SESSION_TYPE', session);
  vi.stubEnv('WAYLAND_DISPLAY', '');
}

describe.skipIf(process.platform !== 'linux')('Linux', () => {
  test.each([
    ['KDE', 'wayland', '(true,)', true],
    ['GNOME', 'wayland', '(true,)', true],
    ['GNOME', 'wayland', '(false,)', false],
    ['ubuntu:GNOME', 'x11', '(false,)', false],
    ['sway', 'wayland', '(false,)', false],
    ['XFCE', 'x11', '(false,)', true],
    ['GNOME', 'x11', null, false],
    ['ubuntu:GNOME', 'wayland', null, true],
    ['XFCE', 'x11', null, true],
  ] as const)('%s on %s, answered %s: %s', async (name, session, answer, expected) => {
    desktop(name, session, answer);
    expect(await showsTray()).toBe(expected);
  });
});

test.each(['win32', 'darwin'] as const)('%s always shows them', async (platform) => {
  vi.spyOn(process, 'platform', 'get').mockReturnValue(platform);
  vi.stubEnv('PATH', '');
  expect(await showsTray()).toBe(true);
});

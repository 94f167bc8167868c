import { app } from 'electron';
import type { ShellStatus } from '../../shared/contract/shell.ts';
import { endAll } from '../base/end-all.ts';
import type { AreaOf, Source } from '../ipc/area.ts';
import type { Notices } from '../notices/notice-board.ts';
import { writeClipboard } from '../os/clipboard.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import type { DialSurfaces } from './dial-surfaces.ts';
import type { Windows } from './windows.ts';

export interface ShellAreaOptions {
  surfaces: DialSurfaces;
  windows: Windows;
  notices: Notices;
  settings: SettingsService;
}

/** Creates the area that lets windows control the desktop. */
export function createShellArea(options: ShellAreaOptions): AreaOf<'shell'> {
  const { surfaces, windows, notices, settings } = options;
  const status = (): ShellStatus => ({
    platform: process.platform as ShellStatus['platform'],
    version: app.getVersion(),
    locale: app.getLocale(),
    notices: notices.list(),
    miniCallId: surfaces.flow.callId(),
  });
  const changed: Source<ShellStatus> = (listener) => {
    const tell = (): void => listener(status());
    // The language may have changed, and with it the notices' text.
    const stops = [notices.changed, surfaces.changed, settings.changed].map(({ on }) => on(tell));
    return endAll(stops);
  };
  return {
    handlers: handlersOf(options, status),
    events: {
      changed,
      openCall: windows.callOpened.on,
      openMissed: windows.missedOpened.on,
      filed: surfaces.filed.on,
    },
  };
}

function handlersOf(
  { surfaces, windows, notices }: ShellAreaOptions,
  status: () => ShellStatus,
): AreaOf<'shell'>['handlers'] {
  const { flow } = surfaces;
  return {
    status,
    copyText: async ({ text }) => {
      await writeClipboard(text);
      return null;
    },
    quit: () => {
      // The reply must be sent before its page goes away.
      setImmediate(() => app.quit());
      return null;
    },
    dismissNotice: ({ code }) => {
      notices.dismiss(code);
      return null;
    },
    openMain: ({ callId }) => {
      windows.openMain(callId);
      return null;
    },
    setMini: ({ open }) => {
      if (open) flow.openByHand();
      else flow.dismiss();
      return null;
    },
    fitMini: ({ height }) => {
      windows.mini.fit(height);
      return null;
    },
  };
}

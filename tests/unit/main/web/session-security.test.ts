import { EventEmitter } from 'node:events';
import type { Session } from 'electron';
import { expect, test, vi } from 'vitest';
import { secureContents, secureSession } from '../../../../src/main/web/session-security.ts';

const electron = vi.hoisted(() => ({ app: null as unknown as EventEmitter }));

vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  electron.app = new Emitter();
  return { app: electron.app, shell: { openExternal: async () => {} } };
});

/** Whether the event, as Electron emits it, is called off. */
function isCalledOff(emitter: EventEmitter, name: string): boolean {
  let calledOff = false;
  const event = { preventDefault: () => (calledOff = true) };
  emitter.emit(name, event, 'https://example.com/');
  return calledOff;
}

class Contents extends EventEmitter {
  open: ((details: { url: string }) => { action: string }) | null = null;
  setWindowOpenHandler(open: (details: { url: string }) => { action: string }): void {
    this.open = open;
  }
}

test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
  'a page that is made later: %s is called off',
  (name) => {
    const stop = secureContents();
    const contents = new Contents();
    electron.app.emit('web-contents-created', {}, contents);
    stop();
    expect(isCalledOff(contents, name)).toBe(true);
    expect(contents.open?.({ url: 'https://example.com/' })).toEqual({ action: 'deny' });
  },
);

test('a download is called off', () => {
  const handlers = Object.fromEntries(
    [
      'setPermissionRequestHandler',
      'setPermissionCheckHandler',
      'setDevicePermissionHandler',
      'setSpellCheckerEnabled',
    ].map((name) => [name, () => {}]),
  );
  const session = Object.assign(new EventEmitter(), handlers);
  secureSession(session as unknown as Session);
  expect(isCalledOff(session, 'will-download')).toBe(true);
});

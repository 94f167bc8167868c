import { app, type Session, type WebContents } from 'electron';
import { openLink } from '../os/links.ts';

/** Denies every browser permission, whether requested or queried: our pages need none. */
export function secureSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  // Electron would download dictionaries from a CDN at startup.
  session.setSpellCheckerEnabled(false);
}

/**
 * Pins every page, now and later, to where it is: no navigation, no new window, no webview. A link
 * that asks for a window goes to the system's browser if it is allow-listed. Returns a function
 * that stops watching for new pages.
 */
export function secureContents(): () => void {
  const secure = (_event: unknown, contents: WebContents): void => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      openLink(url);
      return { action: 'deny' };
    });
  };
  app.on('web-contents-created', secure);
  return () => {
    app.off('web-contents-created', secure);
  };
}

import { app, type Session, type WebContents } from 'electron';
import { openLink } from '../os/links.ts';

/** Our pages need no permission of the browser's kind: each is denied, asked for or looked up. */
export function secureSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  // Electron would fetch dictionaries from a content network at start.
  session.setSpellCheckerEnabled(false);
}

/**
 * Holds every page, now and later, where it is: no navigation, no new window, no webview. A link
 * that asks for a window goes to the system's browser when it is allow-listed.
 * Call the answer to stop watching for new pages.
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

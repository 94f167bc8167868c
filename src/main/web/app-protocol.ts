import { protocol } from 'electron';
import { type AppFilesOptions, answerAppRequest } from './app-files.ts';

/**
 * Makes `app://` an origin of its own, with the rights of https. Call it once, before the app is
 * ready. `stream` lets the player seek in recordings.
 */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
    },
  ]);
}

/** Serves `app://handset/…` to the default session. Returns a function that stops it. */
export function serveApp(options: AppFilesOptions): () => void {
  protocol.handle('app', (request) => answerAppRequest(request, options));
  return () => protocol.unhandle('app');
}

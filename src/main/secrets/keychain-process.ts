import { Entry } from '@napi-rs/keyring';
import type { KeychainReply, KeychainRequest } from './keychain-messages.ts';

/**
 * The entry of a separate process that does one thing with the system's keychain and replies.
 *
 * In the app's own process the library would block it for seconds if the keychain is frozen, hold a
 * thread of Node's small pool while an unlock prompt waits, and keep the app from quitting (all
 * seen). This process can be killed at any time.
 */
const service = 'Handset';

process.parentPort.on('message', ({ data }) => {
  process.parentPort.postMessage(replyTo(data as KeychainRequest));
});

/** The library's own errors may quote what they failed on, so they go no further. */
function replyTo(request: KeychainRequest): KeychainReply {
  try {
    return { ok: true, secret: ask(request) };
  } catch {
    return { ok: false };
  }
}

function ask(request: KeychainRequest): string | null {
  // Unpinned, the library silently falls back to kernel memory, which is lost at reboot.
  const entry = new Entry(service, request.name, { linux: { store: 'secret-service' } });
  switch (request.do) {
    case 'read':
      return entry.getPassword();
    case 'write':
      entry.setPassword(request.secret);
      return null;
    case 'remove':
      entry.deleteCredential();
      return null;
  }
}

import { Entry } from '@napi-rs/keyring';
import type { KeychainAnswer, KeychainRequest } from './keychain-messages.ts';

/**
 * The entry of a process of its own: asks the system's keychain one thing and answers.
 *
 * In the app's process the library would block it for seconds where the keychain is frozen, hold a
 * thread of Node's small pool while an unlock prompt waits, and keep the app from quitting (all
 * seen). This one can be ended at any time.
 */
const service = 'Handset';

process.parentPort.on('message', ({ data }) => {
  process.parentPort.postMessage(answer(data as KeychainRequest));
});

/** The library's own errors may quote what they failed at: they end here. */
function answer(request: KeychainRequest): KeychainAnswer {
  try {
    return { ok: true, secret: ask(request) };
  } catch {
    return { ok: false };
  }
}

function ask(request: KeychainRequest): string | null {
  // Unpinned, the library falls back to kernel memory without a word: gone at reboot.
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

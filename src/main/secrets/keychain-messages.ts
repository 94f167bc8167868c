/** The one request the keychain process gets. */
export type KeychainRequest =
  | { do: 'read' | 'remove'; name: string }
  | { do: 'write'; name: string; secret: string };

export type KeychainReply = { ok: true; secret: string | null } | { ok: false };

/** The app's side of the keychain process; Electron's UtilityProcess is one. */
export interface KeychainProcess {
  postMessage(request: KeychainRequest): void;
  on(event: 'message', listener: (reply: unknown) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  kill(): unknown;
}

import { connect } from 'node:net';

/**
 * Whether the D-Bus session bus answers, within `timeoutMs`.
 *
 * Asked before the keychain library is: it connects synchronously, so a bus that accepts and then
 * says nothing would hang the whole app (seen). Any word to an empty AUTH is an answer
 * (https://dbus.freedesktop.org/doc/dbus-specification.html#auth-protocol). Addresses that are no
 * Unix socket are left to the library.
 */
export function sessionBusAnswers(
  address: string | undefined,
  timeoutMs: number,
): Promise<boolean> {
  const path = address === undefined ? null : socketPath(address);
  if (path === null) return Promise.resolve(true);
  return new Promise((resolve) => {
    const socket = connect(path);
    const done = (answers: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answers);
    };
    const timer = setTimeout(() => done(false), timeoutMs);
    socket.on('connect', () => socket.write('\0AUTH\r\n'));
    socket.on('data', () => done(true));
    socket.on('error', () => done(false));
    socket.on('close', () => done(false));
  });
}

/** `unix:path=/run/user/1000/bus,guid=…`; the first of several addresses; null: of another kind. */
function socketPath(address: string): string | null {
  const match = /^unix:(?:[^,;]*,)*?(path|abstract)=([^,;]*)/.exec(address);
  if (!match) return null;
  const path = decodeURIComponent(match[2] ?? '');
  return match[1] === 'abstract' ? `\0${path}` : path;
}

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a second start hands over. */
export interface HandOver {
  argv: string[];
  directory: string;
  data: unknown;
}

/**
 * The instance lock of a profile: a file that only one process can create, which names its owner,
 * and a socket of the owner's that takes the arguments of further starts.
 */
export class SingleInstance {
  private _server: Server | null = null;
  private readonly _lock: string;
  private readonly _socket: string;

  constructor(profile: string) {
    mkdirSync(profile, { recursive: true });
    this._lock = join(profile, 'double-instance.lock');
    this._socket = socketFor(profile);
  }

  /** Returns true if this process has the profile now; false if another one took `handOver`. */
  claim(handOver: HandOver, onSecond: (second: HandOver) => void): boolean {
    if (!this._take() && this._give(handOver)) return false;
    // It is ours, or its owner died without cleaning up.
    writeFileSync(this._lock, String(process.pid));
    rmSync(this._socket, { force: true });
    this._server = createServer({ allowHalfOpen: true }, (connection) => {
      let text = '';
      connection.setEncoding('utf8');
      connection.on('error', () => {});
      connection.on('data', (chunk: string) => {
        text += chunk;
      });
      connection.on('end', () => {
        connection.end('taken');
        onSecond(JSON.parse(text) as HandOver);
      });
    });
    this._server.listen(this._socket).unref();
    return true;
  }

  release(): void {
    if (!this._server) return;
    this._server.close();
    rmSync(this._socket, { force: true });
    rmSync(this._lock, { force: true });
  }

  private _take(): boolean {
    try {
      writeFileSync(this._lock, String(process.pid), { flag: 'wx' });
      return true;
    } catch {
      return false;
    }
  }

  /** The app waits for the result synchronously, so a separate process does the handing over. */
  private _give(handOver: HandOver): boolean {
    const owner = readFileSync(this._lock, 'utf8');
    const child = join(import.meta.dirname, 'hand-over.ts');
    const given = spawnSync(process.execPath, [child, this._socket, owner], {
      input: JSON.stringify(handOver),
      timeout: 10_000,
    });
    return given.status === 0;
  }
}

/**
 * Inside the profile, so that it is removed with it; a socket's path is limited to about 100
 * characters.
 */
function socketFor(profile: string): string {
  const name = `handset-${createHash('sha256').update(profile).digest('hex').slice(0, 20)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const within = join(profile, 'double-instance.sock');
  return within.length < 100 ? within : join(tmpdir(), `${name}.sock`);
}

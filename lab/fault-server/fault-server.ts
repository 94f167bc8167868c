import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { ApiAnswer } from '../../src/main/practice/api-answers.ts';
import { type Fault, wire } from './fault.ts';
import { type LedgerEntry, RequestReader } from './request-reader.ts';

export interface FaultServerOptions {
  /** Called when the first byte of a request has arrived and nothing was sent back yet. */
  onFirstByte?: (entry: LedgerEntry) => void;
  /** Called when a whole request has arrived and nothing was sent back yet. */
  onComplete?: (entry: LedgerEntry) => void;
  /** Responds to GETs, so that faults are played on POSTs only; if absent, on both. */
  look?: (entry: LedgerEntry) => ApiAnswer;
}

/** A provider on raw sockets, with a ledger of every byte it received. */
export interface FaultServer {
  /** Returns the base URL where a fault is played on every connection. */
  at(fault: Fault): Promise<string>;
  /** All requests, in the order of their first bytes. */
  ledger: LedgerEntry[];
  /** The requests that would have placed a call. */
  posts(): LedgerEntry[];
  /** What arrived at the host that redirects lead to. */
  elsewhere: LedgerEntry[];
  /** Resolves once no client is connected: everything that was sent is in the ledger. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const pem = readFileSync(
  new URL('../../tests/fixtures/tls/self-signed.pem', import.meta.url),
  'utf8',
);

export async function startFaultServer(options: FaultServerOptions = {}): Promise<FaultServer> {
  const ledger: LedgerEntry[] = [];
  const elsewhere: LedgerEntry[] = [];
  const servers = new Set<Server>();
  const sockets = new Set<Socket>();
  const urls = new Map<string, Promise<string>>();

  async function listen(treat: (socket: Socket) => void, tls = false): Promise<string> {
    const server = tls ? createTlsServer({ key: pem, cert: pem }, treat) : createServer(treat);
    servers.add(server);
    server.on(tls ? 'secureConnection' : 'connection', keep);
    // The client does not trust such a certificate.
    server.on('tlsClientError', () => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  }

  const host = await listen((socket) => {
    const reader = new RequestReader('elsewhere', {
      begun: (entry) => elsewhere.push(entry),
      complete: () => socket.write(wire({ body: '{}' })),
    });
    socket.on('data', (chunk) => reader.feed(chunk));
  });

  function play(fault: Fault, socket: Socket): void {
    const stage = { socket, elsewhere: `http://${host}` };
    fault.onConnect?.(stage);
    const reader = new RequestReader(fault.name, {
      begun: (entry) => {
        ledger.push(entry);
        options.onFirstByte?.(entry);
        fault.onFirstByte?.(stage);
      },
      complete: (entry) => {
        options.onComplete?.(entry);
        if (options.look && entry.method === 'GET') socket.write(wire(options.look(entry)));
        else fault.onRequest?.(stage, entry);
      },
    });
    socket.on('data', (chunk) => reader.feed(chunk));
  }

  async function open(fault: Fault): Promise<string> {
    if (fault.address !== undefined) return fault.address;
    const address = await listen((socket) => play(fault, socket), fault.tls === 'spoken');
    return `${fault.tls ? 'https' : 'http'}://${address}`;
  }

  return {
    at(fault) {
      const url = urls.get(fault.name) ?? open(fault);
      urls.set(fault.name, url);
      return url;
    },
    ledger,
    posts: () => ledger.filter(({ method }) => method.startsWith('P')),
    elsewhere,
    async idle() {
      while (sockets.size > 0)
        await Promise.all([...sockets].map((socket) => once(socket, 'close').catch(() => {})));
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all(
        [...servers].map((server) => new Promise((resolve) => server.close(resolve))),
      );
    },
  };
}

/** One request in the ledger. Its fields are filled in as the bytes arrive. */
export interface LedgerEntry {
  /** The name of the fault that was played. */
  fault: string;
  /** Epoch milliseconds. */
  firstByteAt: number;
  /** Null if the whole request never came. */
  completeAt: number | null;
  method: string;
  path: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
  /** The intent that the request carries. */
  customField: string | null;
}

export interface RequestListener {
  /** Called on the first byte; nothing more is known than what came with it. */
  begun: (entry: LedgerEntry) => void;
  complete: (entry: LedgerEntry) => void;
}

const headEnd = '\r\n\r\n';

/** Splits one connection's bytes into requests on its own: no HTTP library is below the ledger. */
export class RequestReader {
  readonly #fault: string;
  readonly #listener: RequestListener;
  #bytes = '';
  #entry: LedgerEntry | null = null;

  constructor(fault: string, listener: RequestListener) {
    this.#fault = fault;
    this.#listener = listener;
  }

  feed(chunk: Buffer): void {
    this.#bytes += chunk.toString('latin1');
    while (this.#bytes !== '') {
      const isNew = this.#entry === null;
      const entry = this.#entry ?? emptyEntry(this.#fault);
      this.#entry = entry;
      const length = readInto(entry, this.#bytes);
      if (isNew) this.#listener.begun(entry);
      if (length === null) return;
      this.#bytes = this.#bytes.slice(length);
      this.#entry = null;
      entry.completeAt = Date.now();
      this.#listener.complete(entry);
    }
  }
}

function emptyEntry(fault: string): LedgerEntry {
  return {
    fault,
    firstByteAt: Date.now(),
    completeAt: null,
    method: '',
    path: '',
    headers: {},
    body: '',
    customField: null,
  };
}

/** Reads as much as there is; returns the request's length, or null while it is incomplete. */
function readInto(entry: LedgerEntry, bytes: string): number | null {
  const headLength = bytes.indexOf(headEnd);
  const [first = '', ...lines] = bytes
    .slice(0, headLength === -1 ? undefined : headLength)
    .split('\r\n');
  [entry.method = '', entry.path = ''] = first.split(' ');
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) entry.headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  if (headLength === -1) return null;
  const bodyAt = headLength + headEnd.length;
  const bodyLength = Number(entry.headers['content-length'] ?? 0);
  entry.body = bytes.slice(bodyAt, bodyAt + bodyLength);
  entry.customField = /"custom_field":"([^"]*)"/.exec(entry.body)?.[1] ?? null;
  return entry.body.length < bodyLength ? null : bodyAt + bodyLength;
}

import { join } from 'node:path';
import electronLog from 'electron-log/node';
import { redact } from './redact.ts';

/** What the services may say. Every line is redacted before it is written. */
export interface Log {
  info(message: string, details?: Record<string, unknown>): void;
  warn(message: string, details?: Record<string, unknown>): void;
  /** `error` is anything thrown. */
  error(message: string, error?: unknown): void;
}

export interface FileLog extends Log {
  /** From now on these never appear, whatever they look like. */
  hide(secret: { apiKey: string; apiToken: string }): void;
  /** What the log would make of a text. */
  clean(text: string): string;
}

const oneMegabyte = 1024 * 1024;
/** An answer that a provider sends may be of any length. */
const longestLine = 10_000;
/** A shorter one would take ordinary words along. */
const shortestSecret = 6;

/** The names of the log's files, newest first. */
export const logFiles = ['main.log', 'main.old.log'] as const;

/** Opens the log file in `dir`: one file of at most 1 MB and a line, and the one before it. */
export function openLog(dir: string): FileLog {
  const log = electronLog.create({ logId: 'handset' });
  const { file, console } = log.transports;
  file.resolvePathFn = () => join(dir, logFiles[0]);
  file.maxSize = oneMegabyte;
  // Nobody else who uses this computer.
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  console.level = false;

  const hidden = new Set<string>();
  function clean(text: string): string {
    let cleaned = text;
    for (const secret of hidden) cleaned = cleaned.replaceAll(secret, '[secret]');
    return redact(cleaned);
  }
  function write(level: 'info' | 'warn' | 'error', message: string, details: string): void {
    const line = clean(details === '' ? message : `${message} ${details}`);
    log[level](line.length > longestLine ? `${line.slice(0, longestLine)}…` : line);
  }
  return {
    info: (message, details) => write('info', message, details ? JSON.stringify(details) : ''),
    warn: (message, details) => write('warn', message, details ? JSON.stringify(details) : ''),
    error: (message, error) => write('error', message, describeError(error)),
    hide({ apiKey, apiToken }) {
      const pair = Buffer.from(`${apiKey}:${apiToken}`).toString('base64');
      for (const secret of [pair, apiKey, apiToken])
        if (secret.length >= shortestSecret) hidden.add(secret).add(encodeURIComponent(secret));
    },
    clean,
  };
}

function describeError(error: unknown): string {
  if (error === undefined) return '';
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : ` because ${describeError(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

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

const oneMegabyte = 1024 * 1024;

/** Opens the log file in `dir`: one file of at most 1 MB, and the one before it. */
export function openLog(dir: string): Log {
  const log = electronLog.create({ logId: 'handset' });
  log.transports.file.resolvePathFn = () => join(dir, 'main.log');
  log.transports.file.maxSize = oneMegabyte;
  log.transports.console.level = false;
  const write = (level: 'info' | 'warn' | 'error', message: string, details: string) =>
    log[level](redact(details === '' ? message : `${message} ${details}`));
  return {
    info: (message, details) => write('info', message, details ? JSON.stringify(details) : ''),
    warn: (message, details) => write('warn', message, details ? JSON.stringify(details) : ''),
    error: (message, error) => write('error', message, describeError(error)),
  };
}

function describeError(error: unknown): string {
  if (error === undefined) return '';
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : ` because ${describeError(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

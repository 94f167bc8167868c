import { join } from 'node:path';
import electronLog from 'electron-log/node';
import { redact } from './redact.ts';
import { secretForms, withoutSecrets } from './secret-forms.ts';

/** What the services may say. Every line is redacted before it is written. */
export interface Log {
  info(message: string, details?: Record<string, unknown>): void;
  warn(message: string, details?: Record<string, unknown>): void;
  /** `error` is anything thrown. */
  error(message: string, error?: unknown): void;
}

export interface FileLog extends Log {
  /** From now on these never appear, whatever they look like. */
  hide(credentials: { apiKey: string; apiToken: string }): void;
  /** What the log would make of a text. */
  clean(text: string): string;
}

const oneMegabyte = 1024 * 1024;
/** An answer that a provider sends may be of any length. */
const longestLine = 10_000;

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
  const clean = (text: string): string => redact(withoutSecrets(text, hidden));
  function write(level: 'info' | 'warn' | 'error', message: string, details: string): void {
    const line = clean(details === '' ? message : `${message} ${details}`);
    log[level](line.length > longestLine ? `${line.slice(0, longestLine)}…` : line);
  }
  return {
    info: (message, details) => write('info', message, details ? JSON.stringify(details) : ''),
    warn: (message, details) => write('warn', message, details ? JSON.stringify(details) : ''),
    error: (message, error) => write('error', message, describeError(error)),
    hide(credentials) {
      for (const form of secretForms(credentials)) hidden.add(form);
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

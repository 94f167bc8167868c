import { join } from 'node:path';
import type { Emitter } from './emitter.ts';
import { LogFile, type LogLevel } from './log-file.ts';
import { redact } from './redact.ts';
import { secretForms, withoutSecrets } from './secret-forms.ts';

/** What services log with. Every line is redacted before it is written. */
export interface Log {
  info(message: string, details?: Record<string, unknown>): void;
  warn(message: string, details?: Record<string, unknown>): void;
  /** `error` is anything thrown. */
  error(message: string, error?: unknown): void;
}

export interface FileLog extends Log {
  /** From now on these never appear in the log, whatever they look like. */
  hide(credentials: { apiKey: string; apiToken: string }): void;
  /** Returns the text as the log would write it. */
  clean(text: string): string;
  /** Why nothing can be written now: a system error code such as `EACCES`; null if it can. */
  trouble(): string | null;
  /** Emits whenever that changes. */
  readonly troubled: Emitter<string | null>;
}

/** A provider's response may be of any length. */
const longestLine = 10_000;

/** The names of the log's files, newest first. */
export const logFiles = ['main.log', 'main.old.log'] as const;

/** Opens the log in `dir`: see {@link LogFile}. */
export function openLog(dir: string): FileLog {
  const file = new LogFile(join(dir, logFiles[0]));
  const hidden = new Set<string>();
  const clean = (text: string): string => redact(withoutSecrets(text, hidden));
  function write(level: LogLevel, message: string, details: string): void {
    const line = clean(details === '' ? message : `${message} ${details}`);
    file.append(level, line.length > longestLine ? `${line.slice(0, longestLine)}…` : line);
  }
  return {
    info: (message, details) => write('info', message, details ? JSON.stringify(details) : ''),
    warn: (message, details) => write('warn', message, details ? JSON.stringify(details) : ''),
    error: (message, error) => write('error', message, describeError(error)),
    hide(credentials) {
      for (const form of secretForms(credentials)) hidden.add(form);
    },
    clean,
    trouble: () => file.trouble,
    troubled: file.troubled,
  };
}

function describeError(error: unknown): string {
  if (error === undefined) return '';
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : ` because ${describeError(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

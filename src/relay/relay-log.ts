import { redact } from '../main/base/redact.ts';

/** What the relay logs with. Every line is redacted before it is written, as the desktop's are. */
export interface RelayLog {
  info(message: string, details?: Record<string, unknown>): void;
  warn(message: string, details?: Record<string, unknown>): void;
  /** `error` is anything thrown. */
  error(message: string, error?: unknown): void;
}

/**
 * Logs lines of JSON: `{"at", "level", "message", "details"?}`, the time in ISO form.
 *
 * @param write takes one line, with its line break; stdout unless said otherwise.
 */
export function openRelayLog(
  write: (line: string) => void = (line) => void process.stdout.write(line),
): RelayLog {
  const log = (level: 'info' | 'warn' | 'error', message: string, details?: unknown): void => {
    const line = {
      at: new Date().toISOString(),
      level,
      message: redact(message),
      ...(details !== undefined && { details: redacted(details) }),
    };
    write(`${JSON.stringify(line)}\n`);
  };
  return {
    info: (message, details) => log('info', message, details),
    warn: (message, details) => log('warn', message, details),
    error: (message, error) => log('error', message, textOf(error)),
  };
}

/** As an object where redacting leaves JSON; a number that was redacted makes it text. */
function redacted(details: unknown): unknown {
  const text = redact(JSON.stringify(details));
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function textOf(error: unknown): string | undefined {
  if (error === undefined) return undefined;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

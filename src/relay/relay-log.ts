import { redact } from '../main/base/redact.ts';

/** Tells whoever runs the relay what happens. */
export interface RelayLog {
  info(text: string): void;
  warn(text: string): void;
  error(text: string): void;
}

/** One JSON object a line, numbers redacted. `write` takes a line with its end. */
export function jsonLog(write: (line: string) => unknown): RelayLog {
  const at = (level: keyof RelayLog) => (text: string) =>
    void write(
      `${JSON.stringify({ time: new Date().toISOString(), level, text: redact(text) })}\n`,
    );
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

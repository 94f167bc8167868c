import { readFileSync } from 'node:fs';
import { type ApiAnswer, failure, success } from '../../src/main/practice/api-answers.ts';

/** Returns a file of Exotel's samples, unchanged. */
export function sampleText(name: string): string {
  return readFileSync(new URL(`../fixtures/exotel/${name}`, import.meta.url), 'utf8');
}

/** One row of the documented error tables. */
export interface DocumentedError {
  endpoint: string;
  status: number;
  code: number | null;
  description: string;
}

export const documentedErrors = sampleText('errors.csv')
  .trim()
  .split('\n')
  .slice(1)
  .map((line): DocumentedError => {
    const [endpoint = '', status, code, ...rest] = line.split(',');
    const description = rest.join(',').replaceAll('"', '');
    return { endpoint, status: Number(status), code: code ? Number(code) : null, description };
  });

/** An answer repeats it, and nobody reads it. */
const method = 'GET';

export const callSid = '3f3fedf8f0928550a60bfa6302dc16b2';

const { call_details: sampleCall } = JSON.parse(sampleText('create-call.response.json')).response;

/** The documented call, running; when it was made, and for which intent, is untold. */
export function callAnswer(details: Record<string, unknown> = {}): ApiAnswer {
  const untold = { created_time: null, updated_time: null, custom_field: null };
  return success(method, { call_details: { ...sampleCall, ...untold, ...details } });
}

export function callBody(details: Record<string, unknown> = {}): string {
  return callAnswer(details).body;
}

export function endedAnswer(details: Record<string, unknown> = {}): ApiAnswer {
  return callAnswer({
    state: 'terminal',
    status: 'completed',
    end_time: '2022-11-02 23:51:02+05:30',
    total_talk_time: 59,
    ...details,
  });
}

export function legsAnswer(from: unknown[], to: unknown[]): ApiAnswer {
  const leg_details = { call_sid: callSid, account_sid: 'exotel', from, to };
  return success(method, { leg_details });
}

export function leg(status: string, created = '2022-11-02 23:49:53+05:30') {
  return { sid: 'a1', name: null, contact_uri: '09876543210', date_created: created, status };
}

/** Returns an error as the API documents it: `error_data` inside `response`. */
export function errorAnswer(
  httpStatus: number,
  code: number | null,
  description = '',
  headers: Record<string, string> = {},
): ApiAnswer {
  return { ...failure(method, httpStatus, code, description), headers };
}

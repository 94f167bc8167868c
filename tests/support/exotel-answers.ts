import { readFileSync } from 'node:fs';
import type { Reply } from './loopback-provider.ts';

/** A file of the provider's samples, as it stands. */
export function sampleText(name: string): string {
  return readFileSync(new URL(`../fixtures/exotel/${name}`, import.meta.url), 'utf8');
}

/** One row of the documented tables of errors. */
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

export const callSid = '3f3fedf8f0928550a60bfa6302dc16b2';

/** The envelope around a call, with a running call inside unless told otherwise. */
export function callAnswer(details: Record<string, unknown> = {}): Reply {
  return { status: 200, body: callBody(details) };
}

/** The same, as text. */
export function callBody(details: Record<string, unknown> = {}): string {
  return envelope({
    call_details: {
      sid: callSid,
      direction: 'outbound',
      virtual_number: '02241499102',
      state: 'active',
      status: null,
      start_time: '2022-11-02 23:49:52+05:30',
      end_time: null,
      total_duration: null,
      total_talk_time: null,
      custom_field: null,
      recordings: null,
      ...details,
    },
  });
}

export function endedAnswer(details: Record<string, unknown> = {}): Reply {
  return callAnswer({
    state: 'terminal',
    status: 'completed',
    end_time: '2022-11-02 23:51:02+05:30',
    total_talk_time: 59,
    ...details,
  });
}

export function legsAnswer(from: unknown[], to: unknown[]): Reply {
  const leg_details = { call_sid: callSid, account_sid: 'exotel', from, to };
  return { status: 200, body: envelope({ leg_details }) };
}

export function leg(status: string, created = '2022-11-02 23:49:53+05:30') {
  return { sid: 'a1', name: null, contact_uri: '09876543210', date_created: created, status };
}

/** An error as the API documents it: `error_data` inside `response`. */
export function errorAnswer(
  httpStatus: number,
  code: number | null,
  description = '',
  headers: Record<string, string> = {},
): Reply {
  return { status: httpStatus, headers, body: errorBody(httpStatus, code, description) };
}

/** The same, as text. */
export function errorBody(httpStatus: number, code: number | null, description = ''): string {
  return JSON.stringify({
    request_id: '1e2acb77c0f84db4821e765510fdecff',
    http_code: httpStatus,
    metadata: null,
    response: {
      code: httpStatus,
      error_data: code === null ? null : { code, message: description, description },
      status: 'failure',
      call_details: null,
    },
  });
}

function envelope(content: Record<string, unknown>): string {
  const response = { code: 200, error_data: null, status: 'success', ...content };
  return JSON.stringify({ request_id: 'r', http_code: 200, metadata: null, response });
}

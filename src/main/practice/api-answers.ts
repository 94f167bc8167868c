import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** One answer of the provider before it is written to the socket. */
export interface ApiAnswer {
  status: number;
  headers?: Record<string, string>;
  /** JSON. */
  body: string;
}

/** Wraps a result the way Exotel wraps everything. */
export function success(method: string, result: object): ApiAnswer {
  const response = { code: 200, error_data: null, status: 'success', ...result };
  return { status: 200, body: envelope(method, 200, response) };
}

/** An error in Exotel's form: with the HTTP status repeated inside. */
export function failure(method: string, status: number, code: number | null, words: string) {
  const response = {
    code: status,
    error_data: code === null ? null : { code, description: words, message: words },
    status: 'failure',
    call_details: null,
  };
  return { status, body: envelope(method, status, response) } satisfies ApiAnswer;
}

/** Refusals the practice account can give, with Exotel's status, code and words. */
const refusals = {
  authentication: [401, 1010, 'Authentication failed'],
  account: [404, 1017, 'AccountSid not found'],
  call: [404, 1021, 'Call not found / unsupported in this API'],
  legs: [404, 10744, 'Call not found'],
  mandatory: [400, 1001, 'A mandatory parameter is missing or not valid'],
  channels: [400, 1002, 'Valid values for RecordingChannels are single, dual'],
  busy: [409, 10706, 'User device is currently busy'],
  // Codes seen in the field; Exotel's table does not list them for this request.
  blocked: [403, 10717, 'Number is blocked by NDNC/DND'],
  rateLimited: [429, 10724, 'Too many requests (from Mavrix)'],
  server: [500, 1500, 'Internal Server Error'],
} as const;

export type Refusal = keyof typeof refusals;

export function refuse(method: string, refusal: Refusal): ApiAnswer {
  const [status, code, words] = refusals[refusal];
  return failure(method, status, code, words);
}

function envelope(method: string, status: number, response: object): string {
  const requestId = randomUUID().replaceAll('-', '');
  const whole = { request_id: requestId, method, http_code: status, metadata: null, response };
  return JSON.stringify(whole);
}

export function sendAnswer(response: ServerResponse, { status, headers, body }: ApiAnswer): void {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

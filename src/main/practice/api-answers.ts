import { randomUUID } from 'node:crypto';

/** One answer of the practice server before it is written to the socket. */
export interface ApiAnswer {
  status: number;
  headers: Record<string, string>;
  body: object;
}

/** Wraps a result the way Exotel wraps everything. */
export function success(method: string, result: object): ApiAnswer {
  const response = { code: 200, error_data: null, status: 'success', ...result };
  return { status: 200, headers: {}, body: envelope(method, 200, response) };
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

/** An error as the provider tells it: with the HTTP status repeated inside. */
export function refuse(
  method: string,
  refusal: Refusal,
  headers: Record<string, string> = {},
): ApiAnswer {
  const [status, code, words] = refusals[refusal];
  const response = {
    code: status,
    error_data: { code, description: words, message: words },
    status: 'failure',
    call_details: null,
  };
  return { status, headers, body: envelope(method, status, response) };
}

function envelope(method: string, status: number, response: object): object {
  const requestId = randomUUID().replaceAll('-', '');
  return { request_id: requestId, method, http_code: status, metadata: null, response };
}

import { AppFailure } from '../../shared/domain/app-error.ts';
import { mayAuthorize, mayFetch, mayKeepCredentials } from './credential-policy.ts';
import {
  type PartialDownload,
  type RecordingBody,
  rangeHeaders,
  resumePlan,
} from './resume-plan.ts';

/**
 * Sends GETs with `redirect: 'manual'`, where a redirect comes back with its status and `location`,
 * as from Node's fetch.
 */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface RecordingAccount {
  /** Origin of the account's API. */
  baseUrl: string;
  /** Value of the Authorization header. */
  authorization: string;
}

export interface OpenRequest {
  url: string;
  account: RecordingAccount;
  fetch: Fetch;
  signal: AbortSignal;
  /** What is already here, to be resumed; null if nothing is. */
  partial: PartialDownload | null;
  /** True while Exotel cannot have deleted it yet: then 404 means "not there yet". */
  young: boolean;
}

const mostRedirects = 5;

export interface OpenedRecording {
  /** Its body has not been read yet. */
  response: Response;
  body: RecordingBody;
}

/**
 * Requests a recording, or what is missing of it. If the response does not match what is here,
 * requests the whole once more.
 *
 * @throws AppFailure with the reason why there is none
 */
export async function openRecording(request: OpenRequest): Promise<OpenedRecording> {
  const response = await follow(request);
  const plan = resumePlan(request.partial, response);
  if (plan.kind === 'whole' || plan.kind === 'rest') return { response, body: plan };
  const said = plan.kind === 'refused' ? await beginningOf(response) : '';
  await response.body?.cancel().catch(() => {});
  request.signal.throwIfAborted();
  if (plan.kind === 'start_over') return openRecording({ ...request, partial: null });
  if (plan.kind === 'endless') throw new AppFailure('recording_incomplete');
  throw refusalOf(response, said, request.young);
}

/** Follows redirects by hand, deciding at each step whether key and token may go along. */
async function follow({
  url: text,
  account,
  partial: held,
  fetch,
  signal,
}: OpenRequest): Promise<Response> {
  let url = parseUrl(text);
  let trusted = true;
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    if (!mayFetch(url, account.baseUrl)) throw new AppFailure('recording_refused');
    const authorize = trusted && mayAuthorize(url, account.baseUrl);
    const headers = {
      accept: 'audio/*',
      // An encoded body would not have the length that the response states.
      'accept-encoding': 'identity',
      ...rangeHeaders(held),
      ...(authorize && { authorization: account.authorization }),
    };
    const response = await fetch(url.href, { headers, signal, redirect: 'manual' }).catch(
      (error) => {
        signal.throwIfAborted();
        throw new AppFailure('provider_unreachable', {}, { cause: error });
      },
    );
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null) return response;
    await response.body?.cancel().catch(() => {});
    const next = parseUrl(location, url.href);
    // Once dropped they stay dropped, even if a later redirect leads back.
    trusted &&= mayKeepCredentials(url, next);
    url = next;
  }
  throw new AppFailure('provider_unclear');
}

/** Enough for an S3 error, which is a few hundred bytes. */
const readOfRefusal = 4_096;

/** Returns what a refusal says, as far as it can be read. */
async function beginningOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  let text = '';
  try {
    while (reader && text.length < readOfRefusal) {
      const { done, value } = await reader.read();
      if (done) break;
      text += Buffer.from(value).toString('latin1');
    }
  } catch {
    // The status says enough.
  }
  reader?.releaseLock();
  return text;
}

/** S3's ExpiredToken and “Request has expired”, and how others phrase it. */
const saysExpired = /expired/i;

/**
 * A young recording may just not be there yet: to clients that may not list a bucket, S3 responds
 * with 403 for a missing key (AWS, GetObject: permissions).
 */
function refusalOf({ status, headers }: Response, said: string, young: boolean): AppFailure {
  if ([400, 401, 403].includes(status) && saysExpired.test(said))
    return new AppFailure('recording_address_expired');
  switch (status) {
    case 403:
    case 404:
    case 410:
      return new AppFailure(young ? 'recording_not_ready' : 'recording_expired');
    case 400:
    case 401:
      return new AppFailure('recording_refused');
    case 429: {
      const seconds = Number(headers.get('retry-after') ?? Number.NaN);
      return new AppFailure('provider_rate_limited', seconds > 0 ? { seconds } : {});
    }
    default:
      return new AppFailure('provider_unclear');
  }
}

function parseUrl(text: string, base?: string): URL {
  if (!URL.canParse(text, base)) throw new AppFailure('recording_refused');
  return new URL(text, base);
}

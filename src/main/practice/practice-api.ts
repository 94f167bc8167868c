import { z } from 'zod';
import type { PracticeStory } from '../../shared/domain/practice-story.ts';
import { type ApiAnswer, type Refusal, refuse, success } from './api-answers.ts';
import {
  type CallRequest,
  callDetails,
  isPublished,
  legDetails,
  newCallDetails,
  type Viewed,
} from './call-views.ts';
import type { CallsApi } from './calls-api.ts';
import { decodeSid, encodeSid } from './practice-sid.ts';
import { storyOf } from './story.ts';

/** Exotel accepts both true and "true". */
const looseBoolean = z
  .union([z.boolean(), z.enum(['true', 'false'])])
  .transform((value) => String(value) === 'true');

const requestSchema = z.object({
  from: z.object({ contact_uri: z.string().min(1), state_management: looseBoolean.optional() }),
  to: z.object({ contact_uri: z.string().regex(/^\+?\d{4,15}$/) }),
  virtual_number: z.string().regex(/^\+?\d{4,15}$/),
  recording: z
    .object({
      record: looseBoolean.optional(),
      channels: z.enum(['single', 'dual']).optional(),
      format: z.enum(['mp3', 'mp3-hq']).optional(),
    })
    .optional(),
  max_time_limit: z.number().int().positive().optional(),
  attempt_time_out: z.number().int().positive().optional(),
  custom_field: z.string().max(128).optional(),
});

export interface PracticeApiOptions {
  accountSid: string;
  speed: number;
  now: () => number;
  recordingUrl: (sid: string) => string;
}

/** Stories that the POST refuses without placing a call. */
const refusedStories: Partial<Record<PracticeStory, Refusal>> = {
  busy: 'busy',
  blocked: 'blocked',
  rate_limited: 'rateLimited',
};

/** Numbers for a call that was requested in an earlier run of the app. */
const forgottenRequest: CallRequest = {
  agentUri: '+919800000000',
  virtualNumber: '+912200000000',
  customField: null,
};

/** Exotel's v3 responses for a practice account. Knows nothing of sockets. */
export class PracticeApi implements CallsApi<ApiAnswer> {
  readonly accountSid: string;
  readonly #options: PracticeApiOptions;
  readonly #requests = new Map<string, CallRequest>();

  constructor(options: PracticeApiOptions) {
    this.accountSid = options.accountSid;
    this.#options = options;
  }

  createCall(body: string): ApiAnswer {
    const { speed, now } = this.#options;
    const parsed = requestSchema.safeParse(parseJson(body));
    if (!parsed.success) {
      const channels = parsed.error.issues.some((issue) => issue.path.includes('channels'));
      return refuse('POST', channels ? 'channels' : 'mandatory');
    }
    const { from, to, virtual_number, recording, custom_field } = parsed.data;
    const story = storyOf(to.contact_uri);
    const refusal = refusedStories[story];
    if (refusal) {
      const wait = String(Math.max(1, Math.ceil(30 / speed)));
      const headers = refusal === 'rateLimited' ? { 'Retry-After': wait } : {};
      return { ...refuse('POST', refusal), headers };
    }
    const call = {
      createdAt: Math.round(now()),
      story,
      record: recording?.record ?? false,
      digits: to.contact_uri.replace('+', ''),
    };
    const sid = encodeSid(call);
    const request = {
      agentUri: from.contact_uri,
      virtualNumber: virtual_number,
      customField: custom_field ?? null,
    };
    this.#requests.set(sid, request);
    // The call exists by now, but its caller is not told.
    if (story === 'server_error') return refuse('POST', 'server');
    return success('POST', { call_details: newCallDetails(this.#viewed(sid, call, request)) });
  }

  getCall(sid: string): ApiAnswer {
    const viewed = this.#view(sid);
    if (!viewed) return refuse('GET', 'call');
    const recordingUrl = this.#options.recordingUrl(sid);
    return success('GET', { call_details: callDetails(viewed, recordingUrl) });
  }

  getLegs(sid: string): ApiAnswer {
    const viewed = this.#view(sid);
    if (!viewed) return refuse('GET', 'legs');
    // An account without the legs endpoint gets 401 even though the credentials are good.
    if (viewed.call.story === 'legs_unavailable') return refuse('GET', 'authentication');
    return success('GET', { leg_details: legDetails(viewed) });
  }

  /** Whether the call's recording can be fetched yet. */
  hasRecording(sid: string): boolean {
    const viewed = this.#view(sid);
    return viewed !== null && isPublished(viewed);
  }

  #view(sid: string): Viewed | null {
    const call = decodeSid(sid);
    return call && this.#viewed(sid, call, this.#requests.get(sid) ?? forgottenRequest);
  }

  #viewed(sid: string, call: Viewed['call'], request: CallRequest): Viewed {
    const { accountSid, now, speed } = this.#options;
    return { sid, call, request, accountSid, now: now(), speed };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

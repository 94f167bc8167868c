import { createHash } from 'node:crypto';
import type { ArrivalStory } from '../../shared/domain/practice-story.ts';
import { arrivalScripts, dialledAt, isArrivalStory } from './arrival-script.ts';
import { colleagueUri, practiceNumbers } from './practice-numbers.ts';
import type { PracticeCall } from './practice-sid.ts';
import { type LegEnd, scriptOf } from './script.ts';

/** What the API's caller chose, if this run of the server still knows it. */
export interface CallRequest {
  agentUri: string;
  virtualNumber: string;
  customField: string | null;
}

export interface Viewed {
  sid: string;
  call: PracticeCall;
  request: CallRequest;
  accountSid: string;
  /** Epoch milliseconds. */
  now: number;
  /** All times of the story are divided by this. */
  speed: number;
}

/** Returns `call_details` as a GET does. The odd values are Exotel's own. */
export function callDetails(viewed: Viewed, recordingUrl: string) {
  const { sid, call, request, accountSid } = viewed;
  const script = scriptOf(call.story);
  const at = (seconds: number): number => instantOf(viewed, seconds);
  const over = viewed.now >= at(script.endsAt);
  const terminal = viewed.now >= at(script.terminalAt);
  const published =
    call.record && script.recordingAt !== null && viewed.now >= at(script.recordingAt);
  const moments = [0, script.agentAnswersAt, script.endsAt, script.terminalAt, script.recordingAt];
  return {
    sid,
    direction: isArrivalStory(call.story) ? 'inbound' : 'outbound',
    virtual_number: localForm(request.virtualNumber),
    state: terminal ? 'terminal' : 'active',
    status: terminal ? script.status : null,
    legs: `/v3/accounts/${accountSid}/calls/${sid}/legs`,
    created_time: timestamp(at(0)),
    updated_time: timestamp(lastOf(viewed, moments)),
    start_time: timestamp(at(0)),
    // Until the call is over Exotel sends the epoch, in the account's own offset.
    end_time: timestamp(over ? at(script.endsAt) : 0),
    total_duration: null,
    total_talk_time: terminal ? talkTime(viewed) : null,
    custom_field: request.customField,
    app_id: null,
    app_name: null,
    digits: null,
    recordings: published ? [{ url: recordingUrl }] : null,
  };
}

/** True once the recording's file may be fetched. */
export function isPublished(viewed: Viewed): boolean {
  const { recordingAt } = scriptOf(viewed.call.story);
  return viewed.call.record && recordingAt !== null && viewed.now >= instantOf(viewed, recordingAt);
}

/** Returns `call_details` as the POST does: nothing has happened yet. */
export function newCallDetails(viewed: Viewed) {
  return { ...callDetails(viewed, ''), end_time: null };
}

/** Returns `leg_details`: the customer's leg appears only after the agent has picked up. */
export function legDetails(viewed: Viewed) {
  const { call, sid, request, accountSid } = viewed;
  if (isArrivalStory(call.story))
    return { call_sid: sid, account_sid: accountSid, ...arrivalLegs(viewed, call.story) };
  const script = scriptOf(call.story);
  const agent = leg(viewed, 'from', request.agentUri, {
    from: 0,
    answered: script.agentAnswersAt,
    end: script.agentLegEnd,
  });
  const dialledAt = script.customerDialledAt;
  const dialled = dialledAt !== null && viewed.now >= instantOf(viewed, dialledAt);
  const customer = leg(viewed, 'to', `+${call.digits}`, {
    from: dialledAt ?? 0,
    answered: script.customerAnswersAt,
    end: script.customerLegEnd,
  });
  return {
    call_sid: sid,
    account_sid: accountSid,
    from: [agent],
    to: dialled ? [{ ...customer, group_id: null, group_name: null }] : [],
  };
}

/** The customer stands at `from`, every agent whose phone was dialled at `to`. */
function arrivalLegs(viewed: Viewed, story: ArrivalStory) {
  const { pickedAt, letGoAt, legEnd, colleagueAt, endsAt } = arrivalScripts[story];
  const mine = { from: dialledAt, answered: pickedAt, end: legEnd, until: letGoAt };
  const phones = [leg(viewed, 'to', practiceNumbers.agentUri, mine)];
  if (colleagueAt !== null && viewed.now >= instantOf(viewed, colleagueAt)) {
    const theirs = {
      from: colleagueAt,
      answered: colleagueAt,
      end: 'completed',
      until: endsAt,
    } as const;
    phones.push(leg(viewed, 'to 2', colleagueUri, theirs));
  }
  const customer = { from: 0, answered: 0, end: 'completed', until: endsAt } as const;
  return {
    from: [leg(viewed, 'from', `+${viewed.call.digits}`, customer)],
    to: phones.map((phone) => ({ ...phone, group_id: null, group_name: null })),
  };
}

interface LegTimes {
  from: number;
  answered: number | null;
  end: LegEnd;
  /** When it ends, if not with the call. */
  until?: number;
}

function leg(viewed: Viewed, side: 'from' | 'to' | 'to 2', uri: string, times: LegTimes) {
  const endsAt = times.until ?? scriptOf(viewed.call.story).endsAt;
  const over = viewed.now >= instantOf(viewed, endsAt);
  return {
    sid: createHash('sha256').update(`${viewed.sid}:${side}`).digest('hex').slice(0, 32),
    name: null,
    contact_uri: localForm(uri),
    date_created: timestamp(instantOf(viewed, times.from)),
    date_updated: timestamp(lastOf(viewed, [times.from, times.answered, endsAt])),
    status: over ? times.end : 'in-progress',
  };
}

/**
 * Returns seconds, as text in one of the stories because Exotel sends both; null if nobody talked.
 */
function talkTime(viewed: Viewed): number | string | null {
  const { customerAnswersAt, endsAt } = scriptOf(viewed.call.story);
  if (customerAnswersAt === null) return null;
  const seconds = Math.max(1, Math.round((endsAt - customerAnswersAt) / viewed.speed));
  return viewed.call.story === 'recording_late' ? String(seconds) : seconds;
}

function instantOf({ call, speed }: Viewed, seconds: number): number {
  return call.createdAt + (seconds * 1000) / speed;
}

/** Returns the latest of these moments that has passed. */
function lastOf(viewed: Viewed, seconds: (number | null)[]): number {
  const passed = seconds.filter((one) => one !== null && instantOf(viewed, one) <= viewed.now);
  return instantOf(viewed, Math.max(0, ...passed.map(Number)));
}

const indiaOffsetMs = 5.5 * 3_600_000;

/** `YYYY-MM-DD HH:mm:ss+05:30`: the practice account is in India. */
function timestamp(epochMs: number): string {
  const local = new Date(epochMs + indiaOffsetMs).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 19)}+05:30`;
}

/** Exotel returns Indian numbers in local form: +912241499102 becomes 02241499102. */
function localForm(number: string): string {
  return number.replace(/^\+91(?=\d{10}$)/, '0');
}

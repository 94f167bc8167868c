import type { AccountView } from '../../shared/domain/account.ts';
import type {
  Call,
  CallFacts,
  CallProblem,
  DialFacts,
  TimelineEntry,
} from '../../shared/domain/call.ts';
import { type Settings, settingsSchema } from '../../shared/domain/settings.ts';

/** Returns a text as the log would write it: without numbers, addresses and secrets. */
export type Clean = (text: string) => string;

/**
 * Returns what support needs of a call: how it went technically, not with whom. Times in ISO form.
 */
export function callReport(
  call: CallFacts & Pick<Call, 'unreadable'>,
  timeline: readonly TimelineEntry[],
  clean: Clean,
) {
  return {
    id: call.id,
    sid: call.sid,
    practice: call.practice,
    direction: call.direction,
    state: call.state,
    outcome: call.outcome,
    stateRaw: cleanWord(call.stateRaw, clean),
    statusRaw: cleanWord(call.statusRaw, clean),
    ...(call.direction === 'outbound'
      ? dialReport(call.dial, clean)
      : { heardOfAt: iso(call.arrival.heardOfAt) }),
    talkSeconds: call.talkSeconds,
    createdAt: iso(call.createdAt),
    agentAnsweredAt: iso(call.agentAnsweredAt),
    endedAt: iso(call.endedAt),
    lastHeardAt: iso(call.lastHeardAt),
    pollProblem: problemReport(call.pollProblem, clean),
    unreadable: call.unreadable,
    legsSupported: call.legsSupported,
    legs: call.legs.map(({ side, status, statusRaw, createdAt, updatedAt }) => ({
      side,
      status,
      statusRaw: cleanWord(statusRaw, clean),
      createdAt: iso(createdAt),
      updatedAt: iso(updatedAt),
    })),
    timeline: timeline.map(({ at, kind, basis, detail }) => ({
      at: iso(at),
      kind,
      basis,
      detail: cleanWord(detail, clean),
    })),
  };
}

function dialReport(dial: DialFacts, clean: Clean) {
  return {
    source: dial.source,
    verdict: dial.verdict,
    record: dial.record,
    recordingChannels: dial.recordingChannels,
    maxTimeLimitSeconds: dial.maxTimeLimitSeconds,
    sentAt: iso(dial.sentAt),
    acceptedAt: iso(dial.acceptedAt),
    problem: problemReport(dial.problem, clean),
  };
}

/**
 * Returns where the account is, the last three digits of its phones, and where key and token are
 * kept.
 */
export function accountReport(view: AccountView) {
  const { mode, account, secretPlace } = view;
  return {
    mode,
    secretPlace,
    real: account && {
      region: account.region,
      host: new URL(account.baseUrl).host,
      accountSid: account.accountSid,
      agent: account.agentUri.startsWith('sip') ? 'sip:[address]' : lastThree(account.agentUri),
      exoPhone: lastThree(account.virtualNumber),
    },
  };
}

/** Text settings that reveal nothing about anybody. */
const plainTexts: readonly string[] = ['defaultCountry', 'hotkey', 'availabilityHotkey'];

/**
 * Returns choices as they are, but only the length of typed text: it may hold a name, a number or a
 * secret, and so may whatever a later version lets the agent type.
 */
export function settingsReport(settings: Settings): Record<string, unknown> {
  const fields: Record<string, { unwrap(): { type: string } }> = settingsSchema.shape;
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]: [string, unknown]) => {
      const chosen = fields[name]?.unwrap().type === 'enum' || plainTexts.includes(name);
      return [name, chosen ? value : withoutTexts(value)];
    }),
  );
}

function withoutTexts(value: unknown): unknown {
  if (typeof value === 'string') return `${value.length} characters`;
  if (Array.isArray(value)) return `${value.length} entries`;
  return typeof value === 'object' && value !== null ? 'set' : value;
}

function problemReport(problem: CallProblem | null, clean: Clean) {
  return problem && { ...problem, description: cleanWord(problem.description, clean) };
}

/** Exotel's own words: short ones only, and cleaned, since they may echo what was sent. */
function cleanWord(text: string | null, clean: Clean): string | null {
  return text === null ? null : clean(text).slice(0, 300);
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

function lastThree(number: string): string {
  return `…${number.slice(-3)}`;
}

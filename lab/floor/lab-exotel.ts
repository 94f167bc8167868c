import { randomBytes } from 'node:crypto';
import { formsOf } from '../../tests/support/byte-scan.ts';
import type { LabFloor } from './lab-floor.ts';
import { moment } from './moment.ts';
import type { RelayProcess } from './relay-process.ts';

/** A status callback that was sent to a relay. Times are by {@link moment}. */
export interface SentCallback {
  sid: string;
  agent: string;
  event: 'answered' | 'terminal';
  sentAt: number;
  /** When a relay took it with 200; null as long as none did. */
  answeredAt: number | null;
  /** When the agent's desktop had it. */
  hintedAt: number | null;
  /** How it was when it was sent: nothing disturbed on purpose, something, or its desktop dead. */
  during: 'calm' | 'trouble' | 'death';
}

/** What every sid, number and custom field begins with, so that one search finds any of them. */
const marks = {
  sid: '5ca1ab1e0ddba11facade',
  number: '98765987',
  customField: 'handset-0ddba11c',
};

/** What must not stand in clear where it does not belong. */
export const needles: Record<string, readonly Buffer[]> = {
  sid: formsOf(marks.sid),
  number: formsOf(marks.number),
  'custom field': formsOf(marks.customField),
};

/** Returns a sid that no other call has. */
export function markedSid(): string {
  return marks.sid + randomBytes(6).toString('hex').slice(0, 11);
}

/** Returns a customer's number, as Exotel writes one of its own country. `chance`: from 0 up to 1. */
export function markedNumber(chance: number): string {
  return `0${marks.number}${String(Math.floor(chance * 100)).padStart(2, '0')}`;
}

/** Posts callbacks as Exotel does, and remembers what became of each. */
export class LabExotel {
  readonly sent = new Map<string, SentCallback>();
  /** Hints that went to somebody else's desktop. */
  readonly strays: string[] = [];
  readonly #floor: LabFloor;

  constructor(floor: LabFloor) {
    this.#floor = floor;
  }

  /** Posts one for an agent to the first relay that takes it. Never rejects. */
  async post(
    index: number,
    { event, during }: Pick<SentCallback, 'event' | 'during'>,
    relays: readonly RelayProcess[],
  ): Promise<void> {
    const agent = this.#floor.agents[index];
    if (!agent) return;
    const sid = markedSid();
    const callback: SentCallback = {
      sid,
      agent: agent.id,
      event,
      sentAt: moment(),
      answeredAt: null,
      hintedAt: null,
      during,
    };
    this.sent.set(sid, callback);
    for (const relay of relays) {
      const status = await fetch(relay.url + this.#floor.callbackPath(agent), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: bodyOf(sid, event),
      }).then(
        async (response) => {
          await response.arrayBuffer();
          return response.status;
        },
        () => null,
      );
      if (status === 200) callback.answeredAt = moment();
      if (status !== null) return;
    }
  }

  hear(agent: string, sid: string, at: number): void {
    const callback = this.sent.get(sid);
    if (callback?.agent !== agent) this.strays.push(`${sid} at ${agent}`);
    else callback.hintedAt ??= at;
  }

  /** Those that a relay took, and that say how a call ended: not one may be lost. */
  missing(): SentCallback[] {
    return [...this.sent.values()].filter(
      ({ event, answeredAt, hintedAt }) =>
        event === 'terminal' && answeredAt !== null && hintedAt === null,
    );
  }
}

function bodyOf(sid: string, event: SentCallback['event']): string {
  return JSON.stringify({
    event_details: { event_type: event },
    call_details: {
      sid,
      custom_field: marks.customField + sid.slice(-11),
      from: `+91${marks.number}01`,
      to: `+91${marks.number}02`,
      state: event === 'terminal' ? 'terminal' : 'active',
      status: event === 'terminal' ? 'completed' : null,
    },
  });
}

import { randomUUID } from 'node:crypto';
import { protocolVersion } from '../../floor/topics.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';
import { type ArrivalStory, practiceCaller } from '../../shared/domain/practice-story.ts';
import type { Clock } from '../base/clock.ts';
import { Timers } from '../base/timers.ts';
import { arrivalScripts, dialledAt, ringsAt, talkedFor } from '../practice/arrival-script.ts';
import { colleagueUri, practiceNumbers } from '../practice/practice-numbers.ts';
import { encodeSid } from '../practice/practice-sid.ts';
import type { Arrivals, CallTold } from './arrivals.ts';

export interface PracticeArrivalsOptions {
  clock: Clock;
  /** All times of the stories are divided by this. */
  speed: number;
  arrivals: Pick<Arrivals, 'hear'>;
  /** Whether the practice account is the one in use. */
  isPractice: () => boolean;
}

type Said = CallTold extends infer K ? (K extends CallTold ? Omit<K, keyof Head> : never) : never;
type Head = Pick<CallTold, 'v' | 'id' | 'at'>;

/**
 * A practice floor of one: says of a practice customer's call what relays would say. Exotel's side of
 * it is the practice server's, which knows the story by the call's sid.
 */
export class PracticeArrivals {
  readonly #options: PracticeArrivalsOptions;
  readonly #timers: Timers;

  constructor(options: PracticeArrivalsOptions) {
    this.#options = options;
    this.#timers = new Timers(options.clock);
  }

  /** A customer calls now. Throws `account_switched` unless the practice account is in use. */
  play(story: ArrivalStory): void {
    const { clock, speed, isPractice } = this.#options;
    if (!isPractice()) throw new AppFailure('account_switched');
    const caller = practiceCaller(story);
    const digits = caller.replace('+', '');
    const sid = encodeSid({ createdAt: Math.round(clock.now()), story, record: true, digits });
    const offer = randomUUID();
    for (const { second, said } of toldOf({ sid, caller, offer, story, speed })) {
      const say = (): void => {
        const head: Head = { v: protocolVersion, id: randomUUID(), at: clock.now() };
        this.#options.arrivals.hear({ ...head, ...said }, { practice: true });
      };
      if (second === 0) say();
      else this.#timers.run((second * 1_000) / speed, say);
    }
  }

  dispose(): void {
    this.#timers.dispose();
  }
}

interface Story {
  sid: string;
  caller: string;
  offer: string;
  story: ArrivalStory;
  speed: number;
}

/** What relays say, in seconds after the call came, at speed 1. */
function toldOf({ sid, caller, offer, story, speed }: Story): { second: number; said: Said }[] {
  const { pickedAt, letGoAt, colleagueAt, endsAt, came } = arrivalScripts[story];
  const call = { sid, caller, called: practiceNumbers.virtualNumber };
  const mine = { ...call, kind: 'dial', uri: practiceNumbers.agentUri, yours: true } as const;
  const theirs = { ...call, kind: 'dial', uri: colleagueUri, yours: false } as const;
  const talked = talkedFor(story);
  const yours = colleagueAt === null;
  const { uri } = yours ? mine : theirs;
  const queue = { queue: 'practice', attempt: 1, ringSeconds: 20 };
  return [
    { second: 0, said: { ...call, kind: 'offer', offer, uri: mine.uri, ...queue } },
    { second: dialledAt, said: { ...mine, phase: 'dialling' } },
    { second: ringsAt, said: { ...mine, phase: 'ringing' } },
    ...(pickedAt === null
      ? []
      : [{ second: pickedAt, said: { ...mine, phase: 'answered' } as const }]),
    { second: letGoAt, said: { ...mine, phase: 'let_go' } },
    ...(colleagueAt === null
      ? []
      : [
          { second: colleagueAt, said: { kind: 'passed', sid, offer, why: 'no_answer' } as const },
          { second: colleagueAt, said: { ...theirs, phase: 'dialling' } as const },
        ]),
    {
      second: endsAt + 1,
      said: {
        ...call,
        kind: 'summary',
        came,
        uri,
        yours,
        talkSeconds: talked === null ? null : Math.max(1, Math.round(talked / speed)),
        recordingUrl: null,
      },
    },
  ];
}

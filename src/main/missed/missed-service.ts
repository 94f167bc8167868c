import type { Database } from 'better-sqlite3';
import type { Handlers } from '../../shared/contract/index.ts';
import type { MissedEntry, MissedList } from '../../shared/contract/missed.ts';
import { type Call, isOpen } from '../../shared/domain/call.ts';
import type { Clock } from '../base/clock.ts';
import { minuteMs } from '../base/durations.ts';
import { Emitter } from '../base/emitter.ts';
import type { Log } from '../base/log.ts';
import { displayNumber, parseNumber } from '../base/phone-number.ts';
import { Serial } from '../base/serial.ts';
import type { CallService } from '../calls/call-service.ts';
import type { FloorService } from '../floor/floor-service.ts';
import type { AreaOf } from '../ipc/area.ts';
import { withDatabaseErrors } from '../storage/database/connection.ts';
import { asSoonAsFree } from '../storage/database/until-free.ts';
import { findContact } from '../storage/tables/contacts.ts';
import { findMark } from '../storage/tables/do-not-call-marks.ts';
import {
  addMissed,
  listFloorMissed,
  listOwnMissed,
  listUntaken,
  type NewMissedCall,
  setDismissed,
  takeMissed,
} from '../storage/tables/missed-calls.ts';
import { listedMs, type MissedCustomer, missedCustomers } from './missed-list.ts';
import { MissedTakes } from './missed-takes.ts';

/** What is heard from the floor, and said to it. */
type Floor = Pick<FloorService, 'incoming' | 'changed' | 'queues' | 'takeMissed' | 'view'>;
type Heard = Parameters<Parameters<Floor['incoming']['on']>[0]>[0];

export interface MissedServiceOptions {
  db: Database;
  clock: Clock;
  /** Epoch milliseconds by Exotel's clock; null if not known. */
  providerNow: () => number | null;
  isPractice: () => boolean;
  /** ISO 3166 alpha-2: decides how numbers without a country code are read. */
  defaultCountry: () => string;
  floor: Floor;
  calls: Pick<CallService, 'changed'>;
  log: Log;
}

/** More are counted, and come up as these are settled. */
const mostShown = 200;
/** Calls that are read to make the list. */
const mostRead = 2_000;
/** News that come together are told together. */
const gatherMs = 50;
/** How often time alone may take something off the list. */
const lookEveryMs = minuteMs;

/**
 * Missed calls that nobody has settled: those that rang this agent, and those that nobody on the
 * floor took. Main keeps no list; what the database says now is the list.
 */
export class MissedService implements AreaOf<'missed'> {
  readonly #changed = new Emitter<MissedList>();
  readonly changed = this.#changed;
  readonly events = { changed: this.#changed.on };
  readonly #options: MissedServiceOptions;
  readonly #takes: MissedTakes;
  readonly #serial = new Serial();
  #told: string | null = null;
  #cancelTell: (() => void) | null = null;
  #cancelLook = (): void => {};
  #stops: (() => void)[] = [];

  constructor(options: MissedServiceOptions) {
    this.#options = options;
    this.#takes = new MissedTakes(options.clock);
  }

  readonly handlers: Handlers['missed'] = {
    list: () => this.list(),
    dismiss: (which) => {
      withDatabaseErrors(() => setDismissed(this.#options.db, which, true));
      return this.#tell();
    },
    undo: (which) => {
      withDatabaseErrors(() => setDismissed(this.#options.db, which, false));
      return this.#tell();
    },
  };

  list(): MissedList {
    const customers = withDatabaseErrors(() => this.#customers());
    const waiting = customers.filter(isWaiting).length;
    return {
      entries: customers.slice(0, mostShown).map((each) => this.#entryOf(each)),
      more: Math.max(0, customers.length - mostShown),
      waiting,
      used: customers.length > 0 || this.#options.floor.queues.length > 0,
    };
  }

  /** Returns the colleague who is calling a customer (E.164) back just now; null if nobody is. */
  calledBackBy(number: string): string | null {
    return this.#customers().find((each) => each.number === number)?.takenBy ?? null;
  }

  start(): void {
    const { floor, calls } = this.#options;
    this.#stops = [
      floor.incoming.on((news) => this.#hear(news)),
      floor.changed.on(() => this.tellSoon()),
      calls.changed.on((call) => this.#follow(call)),
    ];
    this.#plan();
  }

  stop(): void {
    for (const each of this.#stops) each();
    this.#cancelTell?.();
    this.#cancelLook();
    this.#takes.stop();
  }

  /** Something that the list shows may have changed: names, marks, or which calls there are. */
  tellSoon(): void {
    this.#cancelTell ??= this.#options.clock.setTimeout(() => this.#look(), gatherMs);
  }

  /** Time alone takes off what is too old, or has been taken for long enough. */
  #plan(): void {
    this.#cancelLook = this.#options.clock.setTimeout(() => {
      this.#look();
      this.#plan();
    }, lookEveryMs);
  }

  #look(): void {
    try {
      this.#tell();
    } catch (error) {
      this.#options.log.error('missed calls could not be read', error);
    }
  }

  #tell(): MissedList {
    this.#cancelTell?.();
    this.#cancelTell = null;
    const list = this.list();
    const text = JSON.stringify(list);
    if (text !== this.#told) this.#changed.emit(list);
    this.#told = text;
    return list;
  }

  #hear(news: Heard): void {
    const { db, floor, defaultCountry } = this.#options;
    const joined = floor.view().joined;
    if (!joined) return;
    if (news.kind === 'missed') {
      const { sid, caller, called, queue, why, at } = news;
      const missed: NewMissedCall = {
        sid,
        floor: joined.floor,
        number: caller === null ? null : parseNumber(caller, defaultCountry()).e164,
        caller,
        called,
        queue,
        queueName: floor.queues.find(({ id }) => id === queue)?.name ?? null,
        why,
        at,
      };
      this.#write(() => addMissed(db, missed));
    } else if (news.kind === 'missed_taken') {
      const { sid, agent, by, at } = news;
      const me = agent === joined.agent;
      this.#takes.confirmed(sid);
      this.#write(() => takeMissed(db, sid, { by, me, at }));
    }
  }

  /** In the order of the news, even if another program holds the database for a moment. */
  #write(write: () => void): void {
    void this.#serial
      .run(() => asSoonAsFree(write))
      .then(() => this.tellSoon())
      .catch((error) => this.#options.log.error('a missed call was not noted', error));
  }

  /** A call that was really placed to a customer takes what the floor missed of them. */
  #follow(call: Call): void {
    const rings = call.direction === 'outbound' && isOpen(call.state);
    if (rings && !call.practice) this.#take(call.customerNumber);
    if (rings || call.outcome !== null) this.tellSoon();
  }

  #take(number: string): void {
    const { db, floor } = this.#options;
    const joined = floor.view().joined;
    if (!joined) return;
    const isThere = (): boolean => floor.view().joined?.floor === joined.floor;
    for (const sid of listUntaken(db, joined.floor, number, this.#now() - listedMs))
      this.#takes.begin(sid, () => isThere() && floor.takeMissed(sid));
  }

  #now(): number {
    return this.#options.providerNow() ?? this.#options.clock.now();
  }

  #customers(): MissedCustomer[] {
    const { db, isPractice, floor } = this.#options;
    const now = this.#now();
    const practice = isPractice();
    // Practice has no floor.
    const joined = practice ? null : floor.view().joined;
    const floors = joined ? listFloorMissed(db, joined.floor, now - listedMs, mostRead) : [];
    return missedCustomers(listOwnMissed(db, practice, mostRead), floors, now);
  }

  #entryOf({ caller, ...customer }: MissedCustomer): MissedEntry {
    const { db, isPractice } = this.#options;
    const { number } = customer;
    const practice = isPractice();
    return {
      ...customer,
      display: number === null ? caller : displayNumber(number),
      name: number === null ? null : (findContact(db, practice, number)?.name ?? null),
      doNotCall: number !== null && findMark(db, practice, number) !== null,
    };
  }
}

/** Whether somebody can call back, and nobody does. */
function isWaiting({ number, takenBy }: MissedCustomer): boolean {
  return number !== null && takenBy === null;
}

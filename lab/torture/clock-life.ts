import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { ConfirmedTime } from '../../src/main/exotel/confirmed-time.ts';
import { ProviderTime } from '../../src/main/exotel/provider-time.ts';
import { PrivacyService } from '../../src/main/privacy/privacy-service.ts';
import { RecordingRetention } from '../../src/main/recordings/recording-retention.ts';
import { openConnection } from '../../src/main/storage/database/connection.ts';
import { getCall, getFacts } from '../../src/main/storage/tables/calls.ts';
import {
  findRecording,
  newRecordingRow,
  recordingsIn,
  saveRecording,
} from '../../src/main/storage/tables/recordings.ts';
import { listRemovedSids } from '../../src/main/storage/tables/removed-calls.ts';
import type { Call } from '../../src/shared/domain/call.ts';
import { dialOf } from '../../src/shared/domain/dial-of.ts';
import { type ComposedCalls, composeCalls, dialInput } from '../../tests/support/compose-calls.ts';
import { FakeClock } from '../../tests/support/fake-clock.ts';
import { hearTime } from '../../tests/support/hear-time.ts';
import { scriptedProvider, talkSeconds } from '../../tests/support/scripted-provider.ts';
import type { ClockStep } from './clock-plan.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** How long calls and recordings are kept here. */
const keepDays = 30;
const restorableDays = 7;
const log = { info: () => {}, warn: () => {}, error: () => {} };

/** A call, and when it was dialled by a monotonic clock. */
interface Dialled {
  id: string;
  sid: string;
  at: number;
}

interface Running {
  calls: ComposedCalls;
  time: ProviderTime;
  privacy: PrivacyService;
  retention: RecordingRetention;
}

/**
 * A profile on a computer whose clock may be set at any time, and a provider whose clock is right.
 * Throws for what is lost if after any step something is not where its true age requires.
 */
export class ClockLife {
  readonly #clock = new FakeClock();
  readonly #began = this.#clock.monotonic() - 5 * hour;
  readonly #provider = scriptedProvider(this.#clock.monotonic);
  readonly #db: Database;
  readonly #recordings: string;
  readonly #dialled: Dialled[] = [];
  #running: Running;
  /** Calls that were removed for their age and restored. */
  removed = 0;
  restored = 0;

  constructor(folder: string) {
    this.#recordings = join(folder, 'recordings');
    mkdirSync(this.#recordings, { recursive: true });
    this.#db = openConnection(join(folder, 'handset.db'));
    this.#running = this.#start();
  }

  get dials(): number {
    return this.#dialled.length;
  }

  async run(steps: readonly ClockStep[]): Promise<void> {
    for (const step of steps) {
      await this.#do(step);
      this.#check();
    }
    // Open calls are polled again daily.
    for (let days = 0; days < 3; days += 1) await this.#clock.advance(day);
    this.#checkStories();
  }

  async close(): Promise<void> {
    await this.#stop();
    this.#db.close();
  }

  async #do(step: ClockStep): Promise<void> {
    const { calls, time, privacy } = this.#running;
    if (step.do === 'jump') this.#clock.jump(step.ms);
    else if (step.do === 'dial') await this.#dial(step);
    else if (step.do === 'pass') await this.#pass(step.hours);
    else if (step.do === 'sweep') await this.#sweep();
    else if (step.do === 'hear') hearTime(time, this.#clock);
    else if (step.do === 'mend') {
      this.#clock.jump(this.#clock.monotonic() - this.#clock.now());
      hearTime(time, this.#clock);
    } else if (step.do === 'restart') await this.#restart();
    else this.restored += (await privacy.handlers.restoreCalls({})).calls;
    calls.wake();
  }

  async #dial({ told, meddling }: Extract<ClockStep, { do: 'dial' }>): Promise<void> {
    const at = this.#clock.monotonic();
    const { id } = await this.#running.calls.dial({
      ...dialInput('98765 43210'),
      confirmed: ['live_call', 'unknown_call'],
    });
    if (told) hearTime(this.#running.time, this.#clock);
    for (let second = 0; second < 60; second += 1) {
      for (const each of meddling.filter((one) => one.second === second)) {
        this.#clock.jump(each.ms);
        if (each.restart) await this.#restart();
      }
      await this.#clock.advance(1_000);
    }
    await this.#clock.advance(8 * 60_000);
    const sid = getFacts(this.#db, id)?.sid;
    if (!sid) throw new Error('a call without its sid');
    this.#dialled.push({ id, sid, at });
    this.#saveRecording(id, sid);
  }

  #saveRecording(callId: string, sid: string): void {
    const fileName = `${sid}.mp3`;
    writeFileSync(join(this.#recordings, fileName), 'ID3');
    saveRecording(this.#db, {
      ...newRecordingRow(callId),
      state: 'saved',
      fileName,
      sha256: sid,
      bytesTotal: 3,
      updatedAt: this.#clock.now(),
    });
  }

  /** Passes time in portions, as between the daily sweeps. */
  async #pass(hours: number): Promise<void> {
    for (let left = hours; left > 0; left -= 24) {
      await this.#clock.advance(Math.min(left, 24) * hour);
      await this.#sweep();
    }
  }

  async #sweep(): Promise<void> {
    const { privacy, retention } = this.#running;
    const before = this.#shown().size;
    await privacy.retentionChanged();
    await retention.sweep();
    this.removed += before - this.#shown().size;
  }

  async #restart(): Promise<void> {
    await this.#stop();
    this.#running = this.#start();
    this.#running.calls.start();
  }

  async #stop(): Promise<void> {
    const { calls, privacy, retention } = this.#running;
    calls.stop();
    privacy.stop();
    await retention.stop();
  }

  #start(): Running {
    const clock = this.#clock;
    const db = this.#db;
    const time = new ProviderTime(clock);
    const confirmed = new ConfirmedTime(clock, time);
    return {
      time,
      calls: composeCalls({
        db,
        baseUrl: 'http://127.0.0.1:1',
        clock,
        client: () => this.#provider.client,
        // The boot time by the current clock, as a real computer would calculate it.
        bootedAt: clock.now() - (clock.monotonic() - this.#began),
        providerNow: () => time.now(),
      }),
      privacy: new PrivacyService({
        db,
        clock,
        time: confirmed,
        log,
        recordings: this.#recordings,
        logs: join(this.#recordings, '..', 'logs'),
        countDamaged: () => 0,
        defaultCountry: () => 'IN',
        ownNumbers: () => [],
        keepCallsDays: () => keepDays,
        // The plan keeps removing.
        keepForEver: () => {},
        endRecording: async () => {},
        scrub: async () => true,
        countWithoutCall: () => 0,
      }),
      retention: new RecordingRetention({
        table: recordingsIn(db),
        withoutCall: { scan: async () => {}, found: { files: 0, bytes: 0 } },
        dir: this.#recordings,
        clock,
        time: confirmed,
        madeAt: (callId) => {
          const call = getFacts(db, callId);
          return call && call.createdAt - Math.min(call.aheadMs ?? 0, 0);
        },
        log,
        limits: () => ({ quotaBytes: null, keepMs: keepDays * day }),
      }),
    };
  }

  #shown(): Set<string> {
    return new Set(this.#db.prepare('SELECT id FROM calls').pluck().all() as string[]);
  }

  #check(): void {
    const shown = this.#shown();
    const aside = listRemovedSids(this.#db);
    for (const { id, sid, at } of this.#dialled) {
      const ageDays = (this.#clock.monotonic() - at) / day;
      const fail = (what: string) => {
        throw new Error(`${what}: ${sid}, ${ageDays.toFixed(2)} days old`);
      };
      if (ageDays <= keepDays && !shown.has(id)) fail('a call is lost');
      if (ageDays > keepDays + restorableDays) continue;
      if (!shown.has(id) && !aside.has(sid)) fail('a call cannot be restored');
      const folder = shown.has(id) ? '.' : 'removed';
      if (!existsSync(join(this.#recordings, folder, `${sid}.mp3`))) fail('a file is lost');
      const row = findRecording(this.#db, id);
      if (ageDays <= keepDays && row?.state !== 'saved') fail('a recording went too early');
    }
  }

  /** Checks every call that is still in the database. */
  #checkStories(): void {
    if (this.#provider.posts !== this.dials) throw new Error('not one POST for each dial');
    for (const { id } of this.#dialled) {
      const call = getCall(this.#db, id);
      if (call) checkStory(call);
    }
  }
}

/** Checks that it ended as Exotel reported, and that its times are in order. */
function checkStory(call: Call): void {
  const { createdAt, agentAnsweredAt, endedAt } = call;
  const { sentAt = null, acceptedAt = null } = dialOf(call) ?? {};
  const told = call.state === 'ended' && call.outcome === 'completed';
  if (!told || call.talkSeconds !== talkSeconds)
    throw new Error(`a call's end is not told: ${call.sid} ${call.state} ${call.talkSeconds}`);
  const times = [createdAt, sentAt, acceptedAt, agentAnsweredAt, endedAt].filter(
    (at) => at !== null,
  );
  for (const [index, at] of times.entries())
    if (at < (times[index - 1] ?? at)) throw new Error(`a duration below zero: ${times}`);
}

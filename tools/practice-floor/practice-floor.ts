import { Emitter } from '../../src/main/base/emitter.ts';
import type { MissedEntry } from '../../src/shared/contract/missed.ts';
import type { Action } from './action.ts';
import { type Behaviour, behaviours } from './behaviour.ts';
import type { CustomerCalls } from './customer-calls.ts';
import { Everybody } from './everybody.ts';
import type { Mosquitto } from './mosquitto.ts';
import type { Phase } from './phone-call.ts';
import type { PracticeExotel } from './practice-exotel.ts';
import { queues, type SimulatedAgent, you } from './staff.ts';
import type { FloorView } from './view.ts';
import { agentView, customerViews, missedView, phoneView } from './view-of.ts';

export interface PracticeFloorParts {
  agents: readonly SimulatedAgent[];
  exotel: PracticeExotel;
  /** Customers who call. */
  calls: CustomerCalls;
  broker: Mosquitto;
  nameOf(uri: string): string;
  links: Pick<FloorView, 'wall' | 'metrics' | 'joinText' | 'account'>;
}

const mostNews = 60;
const endings: Record<Behaviour, string> = {
  answers: 'answers',
  hangs_up: 'answers, and soon hangs up',
  busy: 'is busy',
  no_answer: 'does not answer',
};

/** What the page shows of the floor, and does to it. */
export class PracticeFloor {
  readonly changed = new Emitter<null>();
  readonly #parts: PracticeFloorParts;
  readonly #news: FloorView['news'] = [];
  readonly #everybody: Everybody;
  readonly #ends: (() => void)[];

  constructor(parts: PracticeFloorParts) {
    this.#parts = parts;
    const { exotel, agents, calls } = parts;
    this.#everybody = new Everybody({
      ...parts,
      dial: (agent, behaviour) => void this.#dial(agent, behaviour),
    });
    this.#ends = [
      ...agents.map(({ desktop }) => desktop.changed.on(() => this.changed.emit(null))),
      exotel.changed.on(({ sid, phase }) => this.#phone(sid, phase)),
      exotel.calledBack.on(({ event, status }) =>
        status === 200
          ? this.tell(`Exotel told the relay: ${event}.`, 'call')
          : this.tell(`Exotel could not tell the relay (${status ?? 'no answer'}).`, 'trouble'),
      ),
      calls.changed.on(() => this.changed.emit(null)),
      calls.told.on(({ text, kind }) => this.tell(text, kind)),
    ];
  }

  tell(text: string, kind: FloorView['news'][number]['kind']): void {
    this.#news.unshift({ at: Date.now(), text, kind });
    this.#news.length = Math.min(this.#news.length, mostNews);
    this.changed.emit(null);
  }

  view(): FloorView {
    const { broker, links, agents, calls, nameOf } = this.#parts;
    return {
      at: Date.now(),
      broker: broker.isRunning,
      busy: this.#everybody.works,
      rest: agents.every(({ desktop }) => desktop.floor.view().availability.state === 'break'),
      ...links,
      yourPhone: phoneView(calls, you.uri),
      queues,
      customers: customerViews(calls, nameOf),
      agents: agents.map((one) => agentView(one, this.#parts)),
      missed: this.#missed().map(missedView),
      news: this.#news,
    };
  }

  async act(action: Action): Promise<void> {
    if (!(await this.#actOnFloor(action)) && 'agent' in action) await this.#actOn(action);
    this.changed.emit(null);
  }

  stop(): void {
    this.#everybody.stop();
    for (const end of this.#ends) end();
  }

  async #actOnFloor(action: Action): Promise<boolean> {
    const { calls } = this.#parts;
    switch (action.do) {
      case 'broker':
        await this.#runBroker(action.run);
        return true;
      case 'busy':
        this.#everybody.work(action.busy);
        return true;
      case 'rest':
        for (const { desktop } of this.#parts.agents)
          await desktop.rest(action.rest ? 'Tea' : null);
        return true;
      case 'call_in':
        calls.callIn(action.customer, action.queue);
        return true;
      case 'leave':
        calls.leave(action.customer);
        return true;
      case 'call_back':
        await this.#callBack(action.key);
        return true;
      default:
        return false;
    }
  }

  async #actOn(action: Extract<Action, { agent: string }>): Promise<void> {
    const { agents, calls, exotel } = this.#parts;
    const found = agents.find(({ id }) => id === action.agent);
    const phone = calls.at(found?.desktop.phone ?? you.uri);
    if (action.do === 'phone') return phone?.decide?.(action.does);
    if (action.do === 'hang_up' && phone) return phone.hangUp?.();
    if (!found) return;
    const { desktop, name } = found;
    if (action.do === 'dial') await this.#dial(found, action.behaviour);
    if (action.do === 'hang_up') exotel.call(desktop.call?.sid ?? '')?.end();
    if (action.do === 'available') await desktop.rest(null);
    if (action.do === 'break') await desktop.rest(action.reason);
    if (action.do === 'cut') {
      desktop.cut(action.cut);
      const what = action.cut ? 'is cut off from the network' : 'is back on the network';
      this.tell(`${name}’s desktop ${what}.`, action.cut ? 'trouble' : 'floor');
    }
  }

  async #dial({ desktop, name }: SimulatedAgent, behaviour: Behaviour): Promise<void> {
    if (desktop.call || this.#parts.calls.at(desktop.phone)) return;
    this.tell(`${name} calls a customer, who ${endings[behaviour]}.`, 'call');
    await desktop.dial(behaviour);
  }

  /** As a desktop that has a network lists them; another one knows if that agent calls back. */
  #missed(): MissedEntry[] {
    const lists = this.#parts.agents
      .filter(({ desktop }) => !desktop.isCut)
      .slice(0, 2)
      .map(({ desktop }) => desktop.incoming.missed());
    const [first = [], second = []] = lists;
    return first.map((entry) => ({
      ...entry,
      takenBy: entry.takenBy ?? second.find(({ key }) => key === entry.key)?.takenBy ?? null,
    }));
  }

  async #callBack(key: string): Promise<void> {
    const entry = this.#missed().find((each) => each.key === key);
    const free = this.#parts.agents.find(
      ({ desktop }) =>
        desktop.floor.view().availability.state === 'available' &&
        desktop.floor.view().connection === 'connected',
    );
    if (!entry) return;
    if (!free) return this.tell('Nobody is free to call back.', 'trouble');
    const { name } = missedView(entry);
    this.tell(`${free.name} calls ${name} back, and the whole floor knows.`, 'floor');
    for (const sid of entry.sids) free.desktop.floor.takeMissed(sid);
    await this.#dial(free, 'answers');
  }

  #phone(sid: string, phase: Phase): void {
    const one = this.#parts.agents.find(({ desktop }) => desktop.call?.sid === sid);
    const ends = one?.desktop.call && behaviours[one.desktop.call.behaviour].ends;
    if (ends?.phase === phase) {
      setTimeout(() => this.#parts.exotel.call(sid)?.end(), ends.afterMs).unref();
    }
    this.changed.emit(null);
  }

  async #runBroker(run: boolean): Promise<void> {
    const { broker } = this.#parts;
    if (run) await broker.start();
    else await broker.kill();
    this.tell(run ? 'The broker runs again.' : 'The broker was killed.', run ? 'floor' : 'trouble');
  }
}

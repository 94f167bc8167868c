import { z } from 'zod';
import { Emitter } from '../../src/main/base/emitter.ts';
import { type Behaviour, behaviours } from './behaviour.ts';
import type { Desktop } from './desktop.ts';
import type { Mosquitto } from './mosquitto.ts';
import type { Phase } from './phone-call.ts';
import type { PracticeExotel } from './practice-exotel.ts';
import type { AgentView, FloorView } from './view.ts';

export interface SimulatedAgent {
  id: string;
  name: string;
  desktop: Desktop;
}

const agent = z.string();
/** What the page asks for. */
export const actionSchema = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('dial'),
    agent,
    behaviour: z.enum(['answers', 'hangs_up', 'busy', 'no_answer']),
  }),
  z.object({ do: z.literal('hang_up'), agent }),
  z.object({ do: z.literal('available'), agent }),
  z.object({ do: z.literal('break'), agent, reason: z.string() }),
  z.object({ do: z.literal('cut'), agent, cut: z.boolean() }),
  z.object({ do: z.literal('broker'), run: z.boolean() }),
  z.object({ do: z.literal('busy'), busy: z.boolean() }),
]);
export type Action = z.infer<typeof actionSchema>;

export interface PracticeFloorParts {
  agents: readonly SimulatedAgent[];
  exotel: PracticeExotel;
  broker: Mosquitto;
  links: Pick<FloorView, 'wall' | 'metrics' | 'joinText' | 'account'>;
}

const mostNews = 60;
const callEveryMs = 2_500;
const moods: readonly Behaviour[] = ['answers', 'answers', 'hangs_up', 'busy', 'no_answer'];
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
  readonly #ends: (() => void)[];
  #busy: NodeJS.Timeout | null = null;

  constructor(parts: PracticeFloorParts) {
    this.#parts = parts;
    const { exotel, agents } = parts;
    this.#ends = [
      ...agents.map(({ desktop }) => desktop.changed.on(() => this.changed.emit(null))),
      exotel.changed.on(({ sid, phase }) => this.#phone(sid, phase)),
      exotel.calledBack.on(({ event, status }) =>
        status === 200
          ? this.tell(`Exotel told the relay: ${event}.`, 'call')
          : this.tell(`Exotel could not tell the relay (${status ?? 'no answer'}).`, 'trouble'),
      ),
    ];
  }

  tell(text: string, kind: FloorView['news'][number]['kind']): void {
    this.#news.unshift({ at: Date.now(), text, kind });
    this.#news.length = Math.min(this.#news.length, mostNews);
    this.changed.emit(null);
  }

  view(): FloorView {
    return {
      at: Date.now(),
      broker: this.#parts.broker.isRunning,
      busy: this.#busy !== null,
      ...this.#parts.links,
      agents: this.#parts.agents.map((one) => this.#viewOf(one)),
      news: this.#news,
    };
  }

  async act(action: Action): Promise<void> {
    if (action.do === 'broker') return this.#runBroker(action.run);
    if (action.do === 'busy') return this.#beBusy(action.busy);
    const found = this.#parts.agents.find(({ id }) => id === action.agent);
    if (!found) return;
    const { desktop, name } = found;
    if (action.do === 'dial') await this.#dial(found, action.behaviour);
    if (action.do === 'hang_up') this.#parts.exotel.call(desktop.call?.sid ?? '')?.end();
    if (action.do === 'available')
      await desktop.floor.handlers.setAvailability({ state: 'available' });
    if (action.do === 'break')
      await desktop.floor.handlers.setAvailability({ state: 'break', reason: action.reason });
    if (action.do === 'cut') {
      desktop.cut(action.cut);
      const what = action.cut ? 'is cut off from the network' : 'is back on the network';
      this.tell(`${name}’s desktop ${what}.`, action.cut ? 'trouble' : 'floor');
    }
    this.changed.emit(null);
  }

  stop(): void {
    this.#beBusy(false);
    for (const end of this.#ends) end();
  }

  async #dial({ desktop, name }: SimulatedAgent, behaviour: Behaviour): Promise<void> {
    if (desktop.call) return;
    this.tell(`${name} calls a customer, who ${endings[behaviour]}.`, 'call');
    await desktop.dial(behaviour);
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

  #beBusy(busy: boolean): void {
    if (this.#busy) clearInterval(this.#busy);
    this.#busy = busy ? setInterval(() => this.#someoneCalls(), callEveryMs) : null;
    this.changed.emit(null);
  }

  #someoneCalls(): void {
    const free = this.#parts.agents.filter(
      ({ desktop }) => desktop.floor.view().availability.state === 'available' && !desktop.isCut,
    );
    const one = free[Math.floor(Math.random() * free.length)];
    const mood = moods[Math.floor(Math.random() * moods.length)];
    if (one && mood) void this.#dial(one, mood);
  }

  #viewOf({ id, name, desktop }: SimulatedAgent): AgentView {
    const { availability, connection } = desktop.floor.view();
    const { call, isCut, heardBy } = desktop;
    const phase = call ? (this.#parts.exotel.call(call.sid)?.phase ?? null) : null;
    return {
      id,
      name,
      ...{ state: availability.state, reason: availability.reason, since: availability.since },
      connection,
      isCut,
      call: call && { behaviour: call.behaviour, phase, since: call.placedAt },
      heardBy,
    };
  }
}

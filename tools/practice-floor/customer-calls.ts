import { Emitter } from '../../src/main/base/emitter.ts';
import {
  type FlowAddresses,
  type FlowEnd,
  newSid,
  type PhoneDoes,
  playFlow,
} from '../../tests/support/exotel-flow.ts';

export interface Customer {
  id: string;
  name: string;
  /** As Exotel writes it; null if it is withheld. */
  number: string | null;
}

export const customers: readonly Customer[] = [
  { id: 'anil', name: 'Anil Kumar', number: '09876500001' },
  { id: 'priya', name: 'Priya Menon', number: '09876500002' },
  { id: 'farhan', name: 'Farhan Ali', number: '09876500003' },
  { id: 'gita', name: 'Gita Pillai', number: '09876500004' },
  { id: 'withheld', name: 'Somebody', number: null },
];

export type CustomerPhase = 'waits' | 'rings' | 'talks';

/** A customer's call on its way through the flow. */
export interface CustomerCall {
  customer: Customer;
  queue: string;
  phase: CustomerPhase;
  /** The phone that rings, or that the customer talks with. */
  uri: string | null;
  /** Epoch milliseconds: when the phase began. */
  since: number;
  /** What the phone that rings does. */
  decide: ((does: PhoneDoes) => void) | null;
  hangUp: (() => void) | null;
  hasLeft: boolean;
}

export interface CustomerCallsOptions {
  /** Of Exotel's flow of a queue. */
  addresses(queue: string): FlowAddresses;
  queueName(id: string): string;
  /** How long the applet lets a phone ring. */
  ringSeconds: number;
  /** Whether the phone is in another call. */
  isBusy(uri: string): boolean;
  nameOf(uri: string): string;
}

type Told = { text: string; kind: 'call' | 'trouble' };
const deeds: Record<PhoneDoes, string> = {
  answers: 'answers',
  rejects: 'rejects the call',
  rings_out: 'does not answer',
  caller_leaves: 'is let go: the customer hung up',
};

/** Exotel's side of customers who call: the flow, over real HTTP, and the phones that it rings. */
export class CustomerCalls {
  /** A phone rang, or a customer's call went on. */
  readonly changed = new Emitter<CustomerCall>();
  readonly told = new Emitter<Told>();
  readonly #options: CustomerCallsOptions;
  readonly #going = new Map<string, CustomerCall>();
  /** What came of each customer's last call. */
  readonly #ends = new Map<string, string>();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(options: CustomerCallsOptions) {
    this.#options = options;
  }

  of(customer: string): { call: CustomerCall | null; ended: string | null } {
    return { call: this.#going.get(customer) ?? null, ended: this.#ends.get(customer) ?? null };
  }

  /** The call on a phone, ringing or talking. */
  at(uri: string): CustomerCall | null {
    return [...this.#going.values()].find((call) => call.uri === uri) ?? null;
  }

  /** A customer calls a queue. Nothing happens during a call. */
  callIn(id: string, queue: string): void {
    const customer = customers.find((each) => each.id === id);
    if (!customer || this.#going.has(id)) return;
    const idle = { uri: null, decide: null, hangUp: null, hasLeft: false };
    const call: CustomerCall = { customer, queue, phase: 'waits', since: Date.now(), ...idle };
    this.#going.set(id, call);
    this.#tell(`${customer.name} calls ${this.#options.queueName(queue)}.`);
    void this.#play(call);
  }

  /** The customer hangs up, whatever the call does. */
  leave(customer: string): void {
    const call = this.#going.get(customer);
    if (!call) return;
    call.hasLeft = true;
    call.decide?.('caller_leaves');
    call.hangUp?.();
    this.changed.emit(call);
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  async #play(call: CustomerCall): Promise<void> {
    const { customer, queue } = call;
    let talkSeconds = 0;
    const end = await playFlow(
      { ...this.#options.addresses(queue), tellsAnswered: true },
      {
        sid: newSid(),
        ...(customer.number !== null && { caller: customer.number }),
        phone: (uri) => this.#ring(call, uri),
        talk: async (uri) => {
          talkSeconds = await this.#talk(call, uri);
        },
        told: () => ({ talkSeconds, recordingUrl: null }),
      },
    ).catch(() => null);
    this.#going.delete(customer.id);
    if (end) this.#ends.set(customer.id, this.#wordsOf(customer, end));
    else this.told.emit({ text: 'Exotel could not tell the relay of a phone.', kind: 'trouble' });
    this.changed.emit(call);
  }

  #ring(call: CustomerCall, uri: string): PhoneDoes | Promise<PhoneDoes> {
    const { isBusy, nameOf, ringSeconds } = this.#options;
    if (call.hasLeft) return 'caller_leaves';
    if (isBusy(uri)) {
      this.#tell(`${nameOf(uri)}’s phone is busy.`);
      return 'rejects';
    }
    this.#tell(`The relay names ${nameOf(uri)}: Exotel rings that phone.`);
    return new Promise((resolve) => {
      const timer = setTimeout(() => call.decide?.('rings_out'), ringSeconds * 1_000);
      this.#timers.add(timer);
      call.decide = (does) => {
        clearTimeout(timer);
        this.#timers.delete(timer);
        call.decide = null;
        this.#tell(`${nameOf(uri)}’s phone ${deeds[does]}.`);
        this.#go(call, 'waits', null);
        resolve(does);
      };
      this.#go(call, 'rings', uri);
    });
  }

  /** Returns how long they talked, in seconds. */
  #talk(call: CustomerCall, uri: string): Promise<number> {
    return new Promise((resolve) => {
      const began = Date.now();
      call.hangUp = () => {
        call.hangUp = null;
        this.#go(call, 'waits', null);
        resolve(Math.round((Date.now() - began) / 1_000));
      };
      this.#go(call, 'talks', uri);
    });
  }

  #go(call: CustomerCall, phase: CustomerPhase, uri: string | null): void {
    Object.assign(call, { phase, uri, since: Date.now() });
    this.changed.emit(call);
  }

  #wordsOf({ name }: Customer, { way, rung }: FlowEnd): string {
    const last = rung.at(-1);
    if (way === 'talked' && last !== undefined) return `Spoke with ${this.#options.nameOf(last)}.`;
    if (way === 'caller_left') return 'Hung up while a phone rang.';
    const why = rung.length === 0 ? 'Nobody was free' : 'Nobody picked up';
    this.#tell(`${why}: ${name} gets voicemail.`);
    return `${why}: voicemail.`;
  }

  #tell(text: string): void {
    this.told.emit({ text, kind: 'call' });
  }
}

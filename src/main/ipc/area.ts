import type { z } from 'zod';
import type { AreaName, Contract, Handlers } from '../../shared/contract/index.ts';

/** Where news comes from: calls the listener with each piece; returns a function that ends that. */
export type Source<T> = (listener: (news: T) => void) => () => void;

/** The source of each event that an area of the contract declares. A missing one is a type error. */
export type Sources<A extends AreaName> = {
  [E in keyof Contract[A]['events']]: Contract[A]['events'][E] extends infer S extends z.ZodType
    ? Source<z.output<S>>
    : never;
};

/**
 * One area of the contract, as main implements it: what windows may ask of it, what it tells them,
 * and how it lives. Whatever the area is about, it has this shape.
 */
export interface AreaOf<A extends AreaName> {
  handlers: Handlers[A];
  events: Sources<A>;
  /** The windows are there: what an earlier run has left is taken up again. */
  start?(): void | Promise<void>;
  /** The computer goes to sleep. */
  sleep?(): void;
  /** The computer has woken up. */
  wake?(): void;
  /** Handset ends. Electron does not wait for what is begun here: it must be as safe as a crash. */
  stop?(): void | Promise<void>;
}

/** Every area of the contract. */
export type Areas = { [A in AreaName]: AreaOf<A> };

import type { z } from 'zod';
import type { AreaName, Contract, Handlers } from '../../shared/contract/index.ts';

/**
 * A source of news: calls the listener with each piece. Returns a function that unsubscribes it.
 */
export type Source<T> = (listener: (news: T) => void) => () => void;

/** The source of each event an area of the contract declares. A missing one is a type error. */
export type Sources<A extends AreaName> = {
  [E in keyof Contract[A]['events']]: Contract[A]['events'][E] extends infer S extends z.ZodType
    ? Source<z.output<S>>
    : never;
};

/**
 * One area of the contract as main implements it: what windows may ask, what it tells them, and its
 * lifecycle. Every area has this shape.
 */
export interface AreaOf<A extends AreaName> {
  handlers: Handlers[A];
  events: Sources<A>;
  /** The windows exist: work left by an earlier run is resumed. */
  start?(): void | Promise<void>;
  /** The computer is going to sleep. */
  sleep?(): void;
  /** The computer has woken up. */
  wake?(): void;
  /**
   * Handset is quitting. Electron does not wait for what starts here: it must be as safe as a
   * crash.
   */
  stop?(): void | Promise<void>;
}

/** Every area of the contract. */
export type Areas = { [A in AreaName]: AreaOf<A> };

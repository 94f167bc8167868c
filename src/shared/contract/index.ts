import type { z } from 'zod';
import type { Result } from '../domain/app-error.ts';
import { account } from './account.ts';
import { calls } from './calls.ts';
import { contacts } from './contacts.ts';
import type { Command } from './define.ts';
import { diagnostics } from './diagnostics.ts';
import { dialing } from './dialing.ts';
import { entrances } from './entrances.ts';
import { floor } from './floor.ts';
import { history } from './history.ts';
import { licences } from './licences.ts';
import { missed } from './missed.ts';
import { privacy } from './privacy.ts';
import { profiles } from './profiles.ts';
import { recordings } from './recordings.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { statusCallbacks } from './status-callbacks.ts';
import { updates } from './updates.ts';

/**
 * Everything that crosses between renderer and main. Channels, types, bridge and handlers derive
 * from it.
 */
export const contract = {
  account,
  calls,
  contacts,
  diagnostics,
  dialing,
  entrances,
  floor,
  history,
  licences,
  missed,
  privacy,
  profiles,
  recordings,
  settings,
  shell,
  statusCallbacks,
  updates,
} as const;

export type Contract = typeof contract;
export type AreaName = keyof Contract;

type CommandsOf<A extends AreaName> = Contract[A]['commands'];
type EventsOf<A extends AreaName> = Contract[A]['events'];

export type CommandInput<A extends AreaName, C extends keyof CommandsOf<A>> =
  CommandsOf<A>[C] extends Command<infer I, z.ZodType> ? z.input<I> : never;
export type CommandOutput<A extends AreaName, C extends keyof CommandsOf<A>> =
  CommandsOf<A>[C] extends Command<z.ZodType, infer O> ? z.output<O> : never;
type ParsedInput<A extends AreaName, C extends keyof CommandsOf<A>> =
  CommandsOf<A>[C] extends Command<infer I, z.ZodType> ? z.output<I> : never;

/** What main implements: one function per command. A missing one is a type error. */
export type Handlers = {
  [A in AreaName]: {
    [C in keyof CommandsOf<A>]: (
      input: ParsedInput<A, C>,
    ) => CommandOutput<A, C> | Promise<CommandOutput<A, C>>;
  };
};

/** What the renderer sees as `window.handset`. */
export type Bridge = {
  [A in AreaName]: {
    [C in keyof CommandsOf<A>]: (input: CommandInput<A, C>) => Promise<Result<CommandOutput<A, C>>>;
  };
} & { on: OnEvent };

/** Subscribes to an event. Returns a function that unsubscribes. */
export type OnEvent = <N extends EventName>(
  name: N,
  listener: (payload: EventPayload<N>) => void,
) => () => void;

export type EventName = {
  [A in AreaName]: `${A}:${Extract<keyof EventsOf<A>, string>}`;
}[AreaName];
export type EventPayload<N extends EventName> = N extends `${infer A extends AreaName}:${infer E}`
  ? EventsOf<A>[E & keyof EventsOf<A>] extends infer S extends z.ZodType
    ? z.output<S>
    : never
  : never;

export interface ChannelNames {
  commands: Record<string, string[]>;
  events: string[];
}

/** Returns only the contract's names, for the preload, which carries no schemas. */
export function channelNames(): ChannelNames {
  const areas = Object.entries(contract);
  return {
    commands: Object.fromEntries(
      areas.map(([name, { commands }]) => [name, Object.keys(commands)]),
    ),
    events: areas.flatMap(([name, { events }]) =>
      Object.keys(events).map((event) => `${name}:${event}`),
    ),
  };
}

import type { z } from 'zod';

/** A command: the renderer asks, main responds. Channel name: `<area>:<name>`. */
export interface Command<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  input: I;
  output: O;
}

/** One area of the contract: its commands, and the events main sends. */
export interface Area {
  commands: Record<string, Command>;
  events: Record<string, z.ZodType>;
}

export function command<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
): Command<I, O> {
  return { input, output };
}

export function area<const A extends Area>(definition: A): A {
  return definition;
}

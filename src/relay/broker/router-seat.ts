import type { Held, MessageOut } from '../../floor/messages.ts';
import type { Emitter } from '../../main/base/emitter.ts';

export interface RouterSeat {
  /** This relay routes now. */
  readonly holds: boolean;
  /** It got the seat; what earlier holders wrote is heard. */
  readonly taken: Emitter<Held[]>;
  readonly lost: Emitter<null>;
  /** Messages from desktops (agent/+/out), heard on the seat's connection only while it holds. */
  readonly out: Emitter<{ agent: string; message: MessageOut }>;
  /** Writes a hold through the seat's connection. True only with its PUBACK within 400 ms: no answer without. */
  hold(held: Held): Promise<boolean>;
  /** Removes an agent's hold. */
  release(agent: string): void;
  /** Publishes the floor info (retained). */
  publishInfo(text: string, lifeSeconds: number): void;
  /** Answers a Connect request through whoever routes: here if this relay does, else by asking; takes the seat if nobody answers within 1 s. Null: nobody. */
  route(request: unknown): Promise<unknown>;
  /** Who answers requests while this relay holds the seat (set by routing). */
  answerer: ((request: unknown) => Promise<unknown>) | null;
  start(): void;
  stop(): Promise<void>;
}

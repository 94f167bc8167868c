import { steadyNow } from '../main/base/clock.ts';
import { endAll } from '../main/base/end-all.ts';
import type { RelayParts } from './create-parts.ts';
import { hearFloor } from './floor-hearing.ts';

/** How the relay stands with its broker. */
export interface BrokerStanding {
  /** Connected, and every state that the broker retained was heard. */
  isReady(): boolean;
  /** How long the broker has been away, in milliseconds; null while it is there. */
  awayMs(): number | null;
  stop(): void;
}

/** Retained states come in one burst after subscribing; when it is over, everybody was heard. */
const rosterSettlesMs = 1_000;

/** Follows the connection: hears what comes, and sends again what a broker may have lost. */
export function followBroker(parts: RelayParts): BrokerStanding {
  const { connection, delivery, held, clock } = parts;
  let isReady = false;
  let awaySince: number | null = steadyNow(clock);
  let cancelSettling = (): void => {};

  const settle = (): void => {
    cancelSettling();
    cancelSettling = clock.setTimeout(() => {
      isReady = true;
    }, rosterSettlesMs);
  };
  const hear = hearFloor(parts);
  const unfollow = endAll([
    connection.messages.on((message) => {
      if (message.retained && !isReady) settle();
      hear(message);
    }),
    connection.up.on(() => {
      awaySince = null;
      held.beginAnew();
      settle();
      delivery.resendAll();
    }),
    connection.down.on(() => {
      cancelSettling();
      isReady = false;
      awaySince = steadyNow(clock);
      delivery.doubt();
    }),
  ]);
  return {
    isReady: () => isReady,
    awayMs: () => (awaySince === null ? null : steadyNow(clock) - awaySince),
    stop() {
      unfollow();
      cancelSettling();
    },
  };
}

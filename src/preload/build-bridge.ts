import type { Bridge, ChannelNames } from '../shared/contract/index.ts';

/** The part of ipcRenderer that the bridge needs. */
export interface Transport {
  invoke(channel: string, input: unknown): Promise<unknown>;
  on(channel: string, listener: (event: unknown, payload: unknown) => void): unknown;
  off(channel: string, listener: (event: unknown, payload: unknown) => void): unknown;
}

/**
 * Builds the renderer's whole view of main: one function per command of the contract, plus `on`.
 * The page cannot name a channel of its own.
 */
export function buildBridge(channels: ChannelNames, transport: Transport): Bridge {
  const areas = Object.entries(channels.commands).map(([area, commands]) => [
    area,
    Object.fromEntries(
      commands.map((command) => [
        command,
        (input: unknown) => transport.invoke(`${area}:${command}`, input),
      ]),
    ),
  ]);
  const events = new Set(channels.events);

  const on = (name: string, listener: (payload: unknown) => void): (() => void) => {
    if (!events.has(name)) throw new Error(`No such event: ${name}`);
    // Electron's event object would give the page ipcRenderer itself: only the payload is passed
    // on.
    const forward = (_event: unknown, payload: unknown): void => listener(payload);
    transport.on(name, forward);
    return () => {
      transport.off(name, forward);
    };
  };

  // Names and types both come from the contract; the compiler cannot see that they match.
  return { ...Object.fromEntries(areas), on } as Bridge;
}

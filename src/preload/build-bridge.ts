import type { Bridge, ChannelNames } from '../shared/contract/index.ts';

/** The little of ipcRenderer that the bridge needs. */
export interface Transport {
  invoke(channel: string, input: unknown): Promise<unknown>;
  on(channel: string, listener: (event: unknown, payload: unknown) => void): unknown;
  off(channel: string, listener: (event: unknown, payload: unknown) => void): unknown;
}

/**
 * The renderer's whole view of main: one function per command of the contract, and `on`. There is
 * no way to name a channel of one's own.
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
    // Electron's event object would hand ipcRenderer itself to the page: only the payload passes.
    const forward = (_event: unknown, payload: unknown): void => listener(payload);
    transport.on(name, forward);
    return () => {
      transport.off(name, forward);
    };
  };

  // The names come from the contract, and so do the types; the compiler cannot see that they meet.
  return { ...Object.fromEntries(areas), on } as Bridge;
}

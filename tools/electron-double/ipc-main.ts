import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { cloned, StrictEmitter, strict } from './strict.ts';
import { recordTraffic } from './traffic.ts';

type Handler = Parameters<IpcMain['handle']>[1];

const handlers = new Map<string, Handler>();

class IpcMainDouble extends StrictEmitter {
  constructor() {
    // Fire-and-forget messages are against this app's rules, so there is no such event here.
    super('ipcMain', []);
  }

  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    if (typeof handler !== 'function') {
      throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`);
    }
    handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    handlers.delete(channel);
  }
}

const double: Pick<IpcMain, 'handle' | 'removeHandler'> & IpcMainDouble = new IpcMainDouble();
export const ipcMain = strict('ipcMain', double);

/** Runs the handler of a channel; rejects with the message that the page gets to see. */
export async function invoke(
  channel: string,
  event: IpcMainInvokeEvent,
  args: unknown[],
): Promise<unknown> {
  try {
    const handler = handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    const answer = cloned(await handler(event, ...args));
    recordTraffic(channel, answer);
    return answer;
  } catch (error) {
    recordTraffic(channel, String(error));
    throw new Error(`Error invoking remote method '${channel}': ${String(error)}`);
  }
}

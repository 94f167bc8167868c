/**
 * Runs in the page, before any script of the page: gives the real preload the `electron` that a
 * sandboxed preload has. This file is sent to Chromium as text; it imports nothing.
 */

type Wire = (message: unknown) => Promise<unknown>;
type Listener = (event: object, ...args: unknown[]) => void;
type Preload = (
  require: (name: string) => unknown,
  module: { exports: unknown },
  exports: unknown,
) => void;

interface HostOptions {
  /** The name under which Playwright exposed the wire to main. */
  wire: string;
  /** The app's own schemes; see scheme-map.ts. */
  schemes: string[];
  badge: boolean;
}

export function hostPreload(options: HostOptions, preload: Preload): void {
  const page = globalThis as unknown as Record<string, unknown>;
  const wire = page[options.wire] as Wire;
  // Neither the page nor a frame in it may find the wire.
  delete page[options.wire];
  if (window !== window.top || location.href === 'about:blank') return;

  openSchemes(options.schemes);
  holdFramesWhileHidden();
  // If main denies it the page gets null; the double opens no windows requested by pages.
  window.open = (url = '', frameName = '', features = '') => {
    void wire({ kind: 'open', url: new URL(url, location.href).href, frameName, features });
    return null;
  };
  if (options.badge) addEventListener('DOMContentLoaded', showBadge, { once: true });
  const ipcRenderer = strict('ipcRenderer', createIpcRenderer(wire));
  const electron = strict('electron in a preload', {
    contextBridge: strict('contextBridge', { exposeInMainWorld }),
    ipcRenderer,
  });
  const require = (name: string): unknown => {
    if (name === 'electron') return electron;
    throw new Error(`module not found: ${name}`);
  };
  const module = { exports: {} };
  preload(require, module, module.exports);
}

function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'symbol' || key in object) return Reflect.get(object, key, receiver);
      throw new Error(`not in the double: ${name}.${key}`);
    },
  });
}

function createIpcRenderer(wire: Wire): object {
  const listeners = new Map<string, Listener[]>();
  const ipcRenderer = {
    async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      let sent: unknown[];
      try {
        sent = structuredClone(args);
      } catch {
        throw new Error('An object could not be cloned.');
      }
      refuseExotic(sent);
      const reply = await wire({ kind: 'invoke', channel, args: sent });
      const { ok, value, message } = reply as { ok: boolean; value: unknown; message: string };
      if (!ok) throw new Error(message);
      return value;
    },
    on(channel: string, listener: Listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    off(channel: string, listener: Listener) {
      const kept = listeners.get(channel)?.filter((known) => known !== listener);
      listeners.set(channel, kept ?? []);
      return ipcRenderer;
    },
  };
  void listen(wire, (channel, args) => {
    for (const listener of listeners.get(channel) ?? []) {
      listener({ sender: ipcRenderer, ports: [] }, ...args);
    }
  });
  return ipcRenderer;
}

/** Electron transfers these; the wire would silently turn them into empty objects. */
function refuseExotic(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (value instanceof Map || value instanceof Set || ArrayBuffer.isView(value)) {
    throw new Error(`not in the double: a ${value.constructor.name} over IPC`);
  }
  for (const member of Object.values(value)) refuseExotic(member);
}

/** Polls main for messages for as long as this document lives. */
async function listen(wire: Wire, deliver: (channel: string, args: unknown[]) => void) {
  await wire({ kind: 'hello' });
  for (;;) {
    const batch = (await wire({ kind: 'events' })) as {
      kind: 'message' | 'visibility';
      channel: string;
      args: unknown[];
    }[];
    for (const { kind, channel, args } of batch) {
      if (kind === 'visibility') setVisibility(channel);
      else deliver(channel, args);
    }
  }
}

/** What is waiting for a hidden page's next frame, of which there is none. */
const heldBack: (() => void)[] = [];

/** A hidden window paints nothing: its page gets no frames and no resizes until it is shown. */
function holdFramesWhileHidden(): void {
  const whenVisible = (run: () => void): void => {
    if (document.hidden) heldBack.push(run);
    else run();
  };
  const { requestAnimationFrame } = globalThis;
  globalThis.requestAnimationFrame = (callback) =>
    requestAnimationFrame((time) => whenVisible(() => callback(time)));
  const RealObserver = globalThis.ResizeObserver;
  globalThis.ResizeObserver = class extends RealObserver {
    constructor(callback: ResizeObserverCallback) {
      super((entries, observer) => whenVisible(() => callback(entries, observer)));
    }
  };
}

/** A Chromium page cannot be hidden as a window can, so only the document is told. */
function setVisibility(state: string): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
  Object.defineProperty(document, 'hidden', { configurable: true, value: state === 'hidden' });
  document.dispatchEvent(new Event('visibilitychange'));
  if (state !== 'hidden') for (const run of heldBack.splice(0)) run();
}

function exposeInMainWorld(key: string, api: unknown): void {
  if (key in globalThis) {
    throw new Error('Cannot bind an API on top of an existing property on the window object');
  }
  const value = freeze(carry(api, new Map(), 0));
  Object.defineProperty(globalThis, key, { value, enumerable: true });
}

function freeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) freeze(member);
  return Object.freeze(value);
}

/**
 * Returns what the context bridge makes of a value that passes from one world to the other.
 * https://www.electronjs.org/docs/latest/api/context-bridge#parameter--error--return-type-support
 */
function carry(value: unknown, seen: Map<object, unknown>, depth: number): unknown {
  if (depth > 1000) throw new Error('Electron contextBridge recursion depth exceeded.');
  if (typeof value === 'symbol') throw new Error('An object could not be cloned.');
  if (typeof value === 'function') return carryFunction(value as (...args: unknown[]) => unknown);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Promise) {
    return value.then(
      (settled) => carry(settled, new Map(), 0),
      (reason) => Promise.reject(carryError(reason)),
    );
  }
  if (value instanceof Error) return carryError(value);
  const known = seen.get(value);
  if (known) return known;
  const prototype = Object.getPrototypeOf(value) as object | null;
  const isBuiltIn = value instanceof Date || value instanceof RegExp || ArrayBuffer.isView(value);
  if (isBuiltIn || value instanceof Map || value instanceof Set) return structuredClone(value);
  // Only own members pass: those on a class's prototype are lost, as in Electron.
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
  seen.set(value, copy);
  for (const [key, member] of Object.entries(value)) {
    (copy as Record<string, unknown>)[key] = carry(member, seen, depth + 1);
  }
  return prototype === null ? Object.setPrototypeOf(copy, Object.prototype) : copy;
}

const carried = new WeakMap<object, unknown>();

function carryFunction(original: (...args: unknown[]) => unknown): unknown {
  const known = carried.get(original);
  if (known) return known;
  const copy = (...args: unknown[]): unknown => {
    const passed = args.map((argument) => carry(argument, new Map(), 0));
    try {
      return carry(original(...passed), new Map(), 0);
    } catch (error) {
      throw carryError(error);
    }
  };
  carried.set(original, copy);
  return copy;
}

function carryError(error: unknown): Error {
  return new Error(error instanceof Error ? error.message : String(error));
}

/** Redirects addresses with the app's own schemes to where this page really comes from. */
function openSchemes(schemes: string[]): void {
  const translate = (url: unknown): unknown => {
    const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)(.*)$/i.exec(String(url));
    return parts?.[1] && schemes.includes(parts[1])
      ? `https://${parts[2]}.${parts[1]}.invalid${parts[3]}`
      : url;
  };
  const realFetch = globalThis.fetch;
  globalThis.fetch = (input, init) => realFetch(translate(input) as typeof input, init);
  for (const { prototype } of [HTMLMediaElement, HTMLImageElement, HTMLSourceElement]) {
    const { set, get } = Object.getOwnPropertyDescriptor(prototype, 'src') as {
      set: (value: string) => void;
      get: () => string;
    };
    Object.defineProperty(prototype, 'src', {
      configurable: true,
      enumerable: true,
      get,
      set(value: unknown) {
        set.call(this, translate(value) as string);
      },
    });
  }
  const setAttribute = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function (this: Element, name: string, value: string) {
    setAttribute.call(this, name, name === 'src' ? (translate(value) as string) : value);
  };
}

/** Shows once that this is not the desktop app: a tab at the right edge that takes no clicks. */
function showBadge(): void {
  const badge = document.createElement('aside');
  badge.textContent = 'Preview';
  badge.setAttribute('aria-label', 'Preview');
  badge.style.cssText =
    'position:fixed;right:0;bottom:96px;z-index:2147483647;pointer-events:none;' +
    'writing-mode:vertical-rl;padding:8px 2px;border-radius:6px 0 0 6px;' +
    'font:600 11px/14px system-ui,sans-serif;color:#fff;background:#475467';
  document.body.append(badge);
}

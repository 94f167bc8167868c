import { EventEmitter } from 'node:events';

/** The double lacks something that the app uses. If Electron has it, add it here. */
export function notInDouble(what: string): Error {
  return new Error(`not in the double: ${what}`);
}

/** Names that the language or Node itself looks up on any object. */
const asked = new Set(['then', 'toJSON', 'constructor', 'prototype', '$$typeof', 'nodeType']);

/** Returns the same object, except that accessing a missing member throws. */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'symbol' || key in object || asked.has(key)) {
        return Reflect.get(object, key, receiver);
      }
      throw notInDouble(`${name}.${key}`);
    },
    set(object, key, value, receiver) {
      if (typeof key === 'symbol' || key in object || key.startsWith('_')) {
        return Reflect.set(object, key, value, receiver);
      }
      throw notInDouble(`${name}.${key} =`);
    },
  });
}

type Listener = Parameters<EventEmitter['on']>[1];

/** An emitter of known events: listening for one that never comes here throws. */
export class StrictEmitter extends EventEmitter {
  private readonly _known: ReadonlySet<string>;
  private readonly _owner: string;

  constructor(owner: string, known: readonly string[]) {
    super();
    this._owner = owner;
    this._known = new Set(known);
  }

  override on(event: string, listener: Listener): this {
    this._check(event);
    return super.on(event, listener);
  }

  override once(event: string, listener: Listener): this {
    this._check(event);
    return super.once(event, listener);
  }

  override addListener(event: string, listener: Listener): this {
    return this.on(event, listener);
  }

  private _check(event: string): void {
    if (!this._known.has(event)) throw notInDouble(`${this._owner} event '${event}'`);
  }
}

/** What Electron passes to listeners: an event whose default can be prevented. */
export class DoubleEvent {
  defaultPrevented = false;

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

/** Throws for what cannot cross between processes, as Electron's own serialisation does. */
export function cloned<T>(value: T): T {
  let copy: T;
  try {
    copy = structuredClone(value);
  } catch {
    throw new Error('An object could not be cloned.');
  }
  refuseExotic(copy);
  return copy;
}

/** Electron transfers these, the double's wire to the page does not. */
function refuseExotic(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (value instanceof Map || value instanceof Set || ArrayBuffer.isView(value)) {
    throw notInDouble(`a ${value.constructor.name} over IPC`);
  }
  for (const member of Object.values(value)) refuseExotic(member);
}

import { isDeepStrictEqual } from 'node:util';

/**
 * Calls `listener` when `source` emits and what `read` returns has changed. Returns a function that
 * stops it.
 *
 * @param source for example an emitter's `on`.
 */
export function watch<T>(
  source: (listener: () => void) => () => void,
  read: () => T,
  listener: (value: T) => void,
): () => void {
  let known = read();
  return source(() => {
    const value = read();
    if (isDeepStrictEqual(value, known)) return;
    known = value;
    listener(value);
  });
}

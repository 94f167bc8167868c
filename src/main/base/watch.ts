import { isDeepStrictEqual } from 'node:util';

/**
 * Calls `listener` when what `read` returns has become another value by the time `source` speaks.
 * Returns a function that ends that.
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

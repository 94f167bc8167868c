/** A list of listeners for one kind of news. */
export class Emitter<T> {
  readonly #listeners = new Set<(news: T) => void>();

  /** Calls `listener` with every later piece of news. Returns a function that unsubscribes it. */
  readonly on = (listener: (news: T) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  emit(news: T): void {
    for (const listener of this.#listeners) listener(news);
  }
}

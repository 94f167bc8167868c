/** Runs pieces of work one after the other, in the order they came. */
export class Serial {
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Runs `work` once everything before it has settled. Rejects as `work` does; later work runs all
   * the same.
   */
  run<T>(work: () => T | Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }

  /** Resolves once everything queued so far has settled. */
  async idle(): Promise<void> {
    await this.#last;
  }
}

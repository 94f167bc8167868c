/** Work that is done one piece after the other, in the order in which it came. */
export class Serial {
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Runs `work` when everything before it has settled. Rejects as `work` does; what comes later is
   * done all the same.
   */
  run<T>(work: () => T | Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }

  /** Resolves when everything that came so far has settled. */
  async idle(): Promise<void> {
    await this.#last;
  }
}

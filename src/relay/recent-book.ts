import { recentSchema } from '../floor/messages.ts';

interface Known {
  /** `customerMark` of each customer, and its rank: the smaller the later the agent spoke with them. */
  ranks: Map<string, number>;
  newest: string | null;
}

/**
 * Whom agents spoke with lately, from what their desktops publish. Those say the order and no times.
 * What is published while this relay listens is later than all it had heard before; of what was said
 * before it began, it takes the agent who has spoken with the fewest others since.
 */
export class RecentBook {
  readonly #known = new Map<string, Known>();
  /** Falls with every message heard. */
  #round = 0;

  /**
   * @param content unsealed and not yet parsed; null where the agent's desktop has removed it.
   * Returns whether it could be read.
   */
  hear(agent: string, content: unknown): boolean {
    if (content === null) {
      this.#known.delete(agent);
      return true;
    }
    const parsed = recentSchema.safeParse(content);
    if (!parsed.success) return false;
    const { marks } = parsed.data;
    const before = this.#known.get(agent);
    const fresh = before ? freshOf(marks, before) : 0;
    if (fresh > 0) this.#round -= 1;
    const ranks = new Map(
      marks.map((mark, index) => {
        // Below all ranks given before.
        if (index < fresh) return [mark, this.#round + index / marks.length];
        return [mark, before?.ranks.get(mark) ?? index];
      }),
    );
    this.#known.set(agent, { ranks, newest: marks[0] ?? null });
    return true;
  }

  /** The agent who spoke last with a customer; null if none is known to have. */
  newest(mark: string): string | null {
    let found: { agent: string; rank: number } | null = null;
    for (const [agent, { ranks }] of this.#known) {
      const rank = ranks.get(mark);
      if (rank !== undefined && (found === null || rank < found.rank)) found = { agent, rank };
    }
    return found?.agent ?? null;
  }

  /** Forgets agents that are none any more. */
  prune(isAgent: (id: string) => boolean): void {
    for (const agent of this.#known.keys()) if (!isAgent(agent)) this.#known.delete(agent);
  }
}

/** How many marks are newer than what was heard before. */
function freshOf(marks: string[], { newest }: Known): number {
  return newest === null ? marks.length : Math.max(0, marks.indexOf(newest));
}

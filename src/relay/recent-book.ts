/** Stands for what another branch brings: the agent who spoke last with a customer. */
export interface RecentBook {
  newest(mark: string): string | null;
}

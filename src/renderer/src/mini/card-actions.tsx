import type { ReactNode } from 'react';

/** The buttons at the foot; they wrap rather than be cut. */
export function CardActions({ children }: { children: ReactNode }) {
  return <div className="mini-actions">{children}</div>;
}

import type { ReactNode } from 'react';

/** The buttons at the bottom; they wrap rather than being cut off. */
export function CardActions({ children }: { children: ReactNode }) {
  return <div className="mini-actions">{children}</div>;
}

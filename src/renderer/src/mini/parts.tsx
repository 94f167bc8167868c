import type { ReactNode } from 'react';
import { Pill } from '../ui/bits.tsx';
import { useWords } from '../ui/use-words.ts';

export function PracticePill({ practice }: { practice: boolean }) {
  const { t } = useWords();
  if (!practice) return null;
  return (
    <Pill small tone="practice">
      {t('frame.practice')}
    </Pill>
  );
}

/** Who is called: name and number, wrapped where they are long, and never shortened. */
export function Who({ name, display }: { name: string | null; display: string }) {
  return (
    <p className="mini-who">
      {name && <strong>{name}</strong>} <span className="tabular muted">{display}</span>
    </p>
  );
}

/** The buttons at the foot; they wrap rather than be cut. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className="mini-actions">{children}</div>;
}

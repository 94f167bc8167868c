import type { ReactNode } from 'react';
import type { Tone } from './tone.ts';
import './pill.css';

export function Pill({
  tone,
  children,
  title,
  small,
}: {
  tone: Tone | 'accent' | 'idle';
  children: ReactNode;
  title?: string;
  /** Fits into a line of text. */
  small?: boolean;
}) {
  return (
    <span
      className={small ? 'pill pill-small tabular' : 'pill tabular'}
      data-tone={tone}
      title={title}
    >
      {children}
    </span>
  );
}

import type { ReactNode } from 'react';
import type { Tone } from '../format/tone.ts';

/** A key's name. Decoration: the control itself has a name of its own. */
export function Kbd({ children, onFill }: { children: ReactNode; onFill?: boolean }) {
  return (
    <span className={onFill ? 'kbd kbd-on-fill' : 'kbd'} aria-hidden="true">
      {children}
    </span>
  );
}

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

/** Says what will be here, and how to get there. */
export function EmptyState({
  icon,
  title,
  text,
  action,
}: {
  icon: ReactNode;
  title: string;
  text: string;
  action?: ReactNode;
}) {
  return (
    <div className="empty">
      <span className="empty-icon" aria-hidden="true">
        {icon}
      </span>
      <h2>{title}</h2>
      <p>{text}</p>
      {action}
    </div>
  );
}

import type { ReactNode } from 'react';
import './empty-state.css';

/** Says what will be here, and how to get there. */
export function EmptyState({
  icon,
  title,
  text,
  action,
  filling,
}: {
  icon: ReactNode;
  title: string;
  text: string;
  action?: ReactNode;
  /** Takes the place of a whole list or pane. */
  filling?: boolean;
}) {
  return (
    <div className={filling ? 'empty empty-filling' : 'empty'}>
      <span className="empty-icon" aria-hidden="true">
        {icon}
      </span>
      <h2>{title}</h2>
      <p>{text}</p>
      {action}
    </div>
  );
}

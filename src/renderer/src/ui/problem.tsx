import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { LinkedText } from './linked-text.tsx';
import './problem.css';

/** What happened, and what to do next; read aloud at once. */
export function Problem({
  error,
  actions,
}: {
  error: { message: string; hint?: string | undefined };
  actions?: ReactNode;
}) {
  return (
    <div className="problem" role="alert">
      <CircleAlert size={18} aria-hidden="true" />
      <div>
        <p className="problem-message">{error.message}</p>
        {error.hint && (
          <p className="problem-hint">
            <LinkedText text={error.hint} />
          </p>
        )}
        {actions && <div className="problem-actions">{actions}</div>}
      </div>
    </div>
  );
}

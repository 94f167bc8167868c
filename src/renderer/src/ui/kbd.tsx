import type { ReactNode } from 'react';
import './kbd.css';

/** A key's name. Decorative: the control itself has a name of its own. */
export function Kbd({ children, onFill }: { children: ReactNode; onFill?: boolean }) {
  return (
    <span className={onFill ? 'kbd kbd-on-fill' : 'kbd'} aria-hidden="true">
      {children}
    </span>
  );
}

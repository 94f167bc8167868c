import type { KeyboardEvent } from 'react';

const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 };

/**
 * Moves the focus among the buttons of a group that is a single Tab stop: arrow keys step and wrap
 * around; Home and End. `columns`: the buttons form a grid, where up and down change the row.
 */
export function stepThrough(event: KeyboardEvent, group: HTMLElement | null, columns = 1): void {
  if (!group || event.ctrlKey || event.metaKey || event.altKey) return;
  const buttons = [...group.querySelectorAll<HTMLElement>('button:not(:disabled)')];
  const here = buttons.findIndex((button) => button.matches(':focus'));
  const next = nextIndex(event.key, here, buttons.length, columns);
  if (here === -1 || next === null) return;
  event.preventDefault();
  buttons[next]?.focus();
}

function nextIndex(key: string, here: number, count: number, columns: number): number | null {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = steps[key];
  if (step === undefined) return null;
  const by = key === 'ArrowUp' || key === 'ArrowDown' ? step * columns : step;
  return (here + by + count) % count;
}

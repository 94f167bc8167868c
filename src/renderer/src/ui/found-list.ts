/**
 * Marks the container of a list that a search box leads to; it keeps the focus while the list
 * changes.
 */
const foundListAttribute = 'data-found-list';

/** Moves the focus to the chosen row of the matches, or to the list. */
export function focusFound(): void {
  const around = document.querySelector<HTMLElement>(`[${foundListAttribute}]`);
  const list = around?.querySelector<HTMLElement>('[data-found-focus]');
  (list ?? around)?.focus({ preventScroll: true });
}

/** Resolves when there is such a list: its screen may still be loading. */
export function foundListIsThere(): Promise<void> {
  const isThere = () => document.querySelector(`[${foundListAttribute}]`) !== null;
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => check());
    function check(): void {
      if (!isThere()) return;
      observer.disconnect();
      resolve();
    }
    observer.observe(document.body, { childList: true, subtree: true });
    check();
  });
}

/**
 * Whether a screen that opens may take the focus: not while the agent types or is in a dialog. The
 * link beside the screen that led here no longer needs it.
 */
export function mayTakeFocus(): boolean {
  const { activeElement } = document;
  return (
    activeElement === null ||
    activeElement === document.body ||
    activeElement.matches('nav a, main')
  );
}

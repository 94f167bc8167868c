/** What stands around a list that a search box leads to; it keeps the keys while the list changes. */
const foundListAttribute = 'data-found-list';

/** Moves the focus to the chosen row, or to the list, of what was found. */
export function focusFound(): void {
  const around = document.querySelector<HTMLElement>(`[${foundListAttribute}]`);
  const list = around?.querySelector<HTMLElement>('[data-found-focus]');
  (list ?? around)?.focus({ preventScroll: true });
}

/** Resolves when there is such a list: its screen may still be loading. */
export function foundListIsThere(): Promise<void> {
  const isThere = () => document.querySelector(`[${foundListAttribute}]`) !== null;
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => look());
    function look(): void {
      if (!isThere()) return;
      observer.disconnect();
      resolve();
    }
    observer.observe(document.body, { childList: true, subtree: true });
    look();
  });
}

/**
 * Whether a screen that opens may take the focus: whoever types, or is in a dialog, keeps it. The
 * way here, a link beside the screen, has done its work.
 */
export function mayTakeFocus(): boolean {
  const { activeElement } = document;
  return (
    activeElement === null ||
    activeElement === document.body ||
    activeElement.matches('nav a, main')
  );
}

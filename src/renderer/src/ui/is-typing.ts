const overlays = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/**
 * Whether a key press belongs to the focused element: a text field, a list, an open dialog or menu.
 */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest(`input, textarea, select, [role="combobox"], ${overlays}`) !== null
  );
}

/** Whether the focus is in a dialog, a menu or a list, which handle keys themselves. */
export function isInOverlay(event: KeyboardEvent): boolean {
  const target = event.target;
  return target instanceof HTMLElement && target.closest(overlays) !== null;
}

/** Whether text can be typed into it. */
export function isTextField(element: Element | null): boolean {
  return (
    element instanceof HTMLElement &&
    (element.isContentEditable || element.matches('input, textarea'))
  );
}

/** Whether Enter already does something in the focused element. */
export function hasOwnEnter(event: KeyboardEvent): boolean {
  const target = event.target;
  return isTyping(event) || (target instanceof HTMLElement && target.closest('button, a') !== null);
}

export function hasModifier(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.altKey;
}

/** Whether a key press belongs to what has the focus: a text field, a list, an open dialog or menu. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest(
      'input, textarea, select, [role="combobox"], [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]',
    ) !== null
  );
}

/** Whether Enter already means something to what has the focus. */
export function hasOwnEnter(event: KeyboardEvent): boolean {
  const target = event.target;
  return isTyping(event) || (target instanceof HTMLElement && target.closest('button, a') !== null);
}

export function hasModifier(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.altKey;
}

/** The field of the number to dial. */
export const numberFieldId = 'dial-number';
/** The card of the call that is open. */
export const callCardId = 'current-call';

/** The note of the open call. */
export const callNoteId = 'call-note';

/** Moves the focus into the open call's note. */
export function focusCallNote(): void {
  document.getElementById(callNoteId)?.focus();
}

/** Whether the agent is writing it. */
export function isInCallNote(): boolean {
  return document.activeElement?.id === callNoteId;
}

/** Puts the caret at the end of the number field. */
export function focusNumberField(): void {
  const field = document.getElementById(numberFieldId);
  if (!(field instanceof HTMLInputElement)) return;
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

/**
 * Focuses the call's card: from now on digits choose a result, and Enter files the call. Returns
 * false if there is no card.
 */
export function focusCallCard(): boolean {
  const card = document.getElementById(callCardId);
  card?.focus({ preventScroll: true });
  return card !== null;
}

/** Whether the key was pressed in an empty number field, where it means nothing. */
export function inEmptyNumberField({ target }: { target: EventTarget | null }): boolean {
  return isEmptyNumberField(target);
}

export function isEmptyNumberField(element: EventTarget | null): boolean {
  return (
    element instanceof HTMLInputElement && element.id === numberFieldId && element.value === ''
  );
}

/** The field of the number to dial. */
export const numberFieldId = 'dial-number';
/** The card of the call that is open. */
export const callCardId = 'current-call';

/** Puts the caret behind what stands in the number field. */
export function focusNumberField(): void {
  const field = document.getElementById(numberFieldId);
  if (!(field instanceof HTMLInputElement)) return;
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

/** From here on digits choose a result, and Enter files the call. False: there is no card. */
export function focusCallCard(): boolean {
  const card = document.getElementById(callCardId);
  card?.focus({ preventScroll: true });
  return card !== null;
}

/** Whether the key was pressed in a number field that holds nothing: it means nothing there. */
export function inEmptyNumberField({ target }: { target: EventTarget | null }): boolean {
  return target instanceof HTMLInputElement && target.id === numberFieldId && target.value === '';
}

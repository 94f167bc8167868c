import type { ClipboardEvent, DragEvent } from 'react';
import { onOneLine } from '../../../../shared/domain/one-line.ts';
import { dialerActions } from '../../stores/dialer-store.ts';

/** Inserts what is pasted or dropped into the text of the number field. */
export function takePasted(event: ClipboardEvent | DragEvent): void {
  const data = 'clipboardData' in event ? event.clipboardData : event.dataTransfer;
  const pasted = onOneLine(data.getData('text'));
  const field = event.currentTarget;
  if (pasted === '' || !(field instanceof HTMLInputElement)) return;
  event.preventDefault();
  const { value, selectionStart, selectionEnd } = field;
  const before = value.slice(0, selectionStart ?? value.length);
  const after = value.slice(selectionEnd ?? value.length);
  void dialerActions.setText(before + pasted + after);
}

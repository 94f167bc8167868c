import type { Contact } from '../../../../shared/contract/contacts.ts';
import type { AppError } from '../../../../shared/domain/app-error.ts';
import { callActions } from '../../stores/calls-store.ts';
import { contactActions } from '../../stores/contacts-store.ts';

export interface ContactEntry {
  name: string;
  number: string;
  doNotCall: boolean;
  /** Whether the agent agreed to remove the contact that has this number now. */
  replace: boolean;
}

/** Why nothing was saved, and where to say so. */
export type Refusal =
  | { at: 'name' | 'number'; missing: true }
  | { at: 'name' | 'number'; missing: false; sentence: string }
  /** The number belongs to another contact: the agent decides. */
  | { at: 'other'; other: string; display: string; marked: boolean }
  | { at: 'form'; error: AppError };

/**
 * Saves a contact, and its number's mark as the agent set it. A mark is removed only from the
 * number that was shown with it; one that another number has stays. Returns null if it was saved.
 */
export async function saveContact(
  before: Contact | null,
  { name, number, doNotCall, replace }: ContactEntry,
): Promise<Refusal | null> {
  const isNamed = name.trim() !== '';
  // A number that is only marked needs no name.
  const markOnly = before !== null && before.id === null && !isNamed;
  if (!isNamed && !markOnly) return { at: 'name', missing: true };
  if (number.trim() === '') return { at: 'number', missing: true };
  let saved = before?.number ?? '';
  if (!markOnly) {
    const result = await contactActions.save({ id: before?.id ?? null, name, number, replace });
    if (!result.ok) return refusalOf(result.error, number);
    saved = result.value.number;
  }
  const unmarks = before?.doNotCall === true && before.number === saved && !doNotCall;
  const marks = doNotCall && !(before?.doNotCall && before.number === saved);
  if (!marks && !unmarks) return null;
  const marked = await contactActions.setDoNotCall(saved, marks);
  return marked.ok ? null : { at: 'form', error: marked.error };
}

async function refusalOf(error: AppError, number: string): Promise<Refusal> {
  const { code, message, hint } = error;
  if (code === 'contact_exists') return (await whoHas(number)) ?? { at: 'form', error };
  if (code === 'contact_name_empty') return { at: 'name', missing: true };
  if (code === 'contact_number_invalid' || code.startsWith('number_'))
    return { at: 'number', missing: false, sentence: [message, hint].filter(Boolean).join(' ') };
  return { at: 'form', error };
}

async function whoHas(number: string): Promise<Refusal | null> {
  const understood = await callActions.understand(number);
  if (!understood.ok || understood.value.e164 === null) return null;
  const found = await contactActions.find(understood.value.e164);
  if (!found.ok || !found.value.contact) return null;
  const { name, display } = found.value.contact;
  return { at: 'other', other: name, display, marked: found.value.mark !== null };
}

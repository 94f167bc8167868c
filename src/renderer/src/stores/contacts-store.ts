import { create } from 'zustand';
import type { Contact } from '../../../shared/contract/contacts.ts';
import type { CommandInput, CommandOutput } from '../../../shared/contract/index.ts';
import type { AppError } from '../../../shared/domain/app-error.ts';
import { bridge } from '../bridge.ts';
import { onAccountMode } from './account-store.ts';

interface ContactsState {
  text: string;
  contacts: Contact[];
  loaded: boolean;
  error: AppError | null;
}

export const useContacts = create<ContactsState>(() => ({
  text: '',
  contacts: [],
  loaded: false,
  error: null,
}));

async function refresh(): Promise<void> {
  const { text } = useContacts.getState();
  const result = await bridge.contacts.list({ text, limit: 500 });
  if (useContacts.getState().text !== text) return;
  useContacts.setState(
    result.ok
      ? { contacts: result.value.contacts, loaded: true, error: null }
      : { error: result.error, loaded: true },
  );
}

export const contactActions = {
  refresh,
  search(text: string): Promise<void> {
    useContacts.setState({ text });
    return refresh();
  },
  save: (input: CommandInput<'contacts', 'save'>) => bridge.contacts.save(input),
  remove: (id: number) => bridge.contacts.remove({ id }),
  setDoNotCall: (number: string, on: boolean) => bridge.contacts.setDoNotCall({ number, on }),
  /** What is known of exactly this number. */
  async find(number: string): Promise<CommandOutput<'contacts', 'find'>> {
    const result = await bridge.contacts.find({ number });
    return result.ok ? result.value : { contact: null, mark: null };
  },
};

/** Hears that some contact changed. */
export function onContactsChanged(listener: () => void): () => void {
  return bridge.on('contacts:changed', listener);
}

export function watchContacts(): void {
  const reload = () => {
    if (useContacts.getState().loaded) void refresh();
  };
  onContactsChanged(reload);
  // Each account has contacts of its own.
  onAccountMode(reload);
}

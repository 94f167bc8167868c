import { create } from 'zustand';
import type { Desk, WaitingDial } from '../../../shared/contract/dialing.ts';
import type { CommandInput } from '../../../shared/contract/index.ts';
import type { AppError } from '../../../shared/domain/app-error.ts';
import { bridge } from '../bridge.ts';

/** The one desk, as every window shows it. */
export const useDesk = create<Desk>(() => ({ waiting: null, refusal: null }));

/** What the dialer asks or says in place of a call. */
export interface DeskWord {
  id: string;
  error: AppError;
  /** The dial that waits for the answer; null if there is nothing to answer. */
  asks: WaitingDial | null;
}

function wordOf({ waiting, refusal }: Desk): DeskWord | null {
  if (waiting?.question) return { id: waiting.id, error: waiting.question, asks: waiting };
  return refusal && { ...refusal, asks: null };
}

export function useDeskWord(): DeskWord | null {
  return wordOf(useDesk());
}

function remove({ id }: DeskWord): void {
  useDesk.setState({ waiting: null, refusal: null });
  void bridge.dialing.cancel({ id });
}

export const deskActions = {
  async load(): Promise<void> {
    const result = await bridge.dialing.desk({});
    if (result.ok) useDesk.setState(result.value);
  },
  offer: (offer: CommandInput<'dialing', 'offer'>) => bridge.dialing.offer(offer),
  confirm: (answer: CommandInput<'dialing', 'confirm'>) => bridge.dialing.confirm(answer),
  choose: (id: string, number: string) => bridge.dialing.choose({ id, number }),
  cancel: (id: string) => bridge.dialing.cancel({ id }),
  /** Removes what the dialer asks or says, at once, so that the next key means something else. */
  letBe(): void {
    const word = wordOf(useDesk.getState());
    if (word) remove(word);
  },
  /**
   * Does the same because the field means another number now. What the small window asks is not
   * about the field: it stays until it is answered, or another number is dialled.
   */
  overtype(): void {
    const word = wordOf(useDesk.getState());
    if (word && (word.asks?.inMain ?? true)) remove(word);
  },
};

/** Calls the listener once for each question about a dial. */
export function onQuestion(listener: (dial: WaitingDial) => void): () => void {
  return useDesk.subscribe(({ waiting }, before) => {
    if (waiting?.question && waiting.id !== before.waiting?.id) listener(waiting);
  });
}

export function watchDesk(): void {
  bridge.on('dialing:changed', (desk) => useDesk.setState(desk));
}

import { useEffect } from 'react';
import { create } from 'zustand';
import type { CommandOutput } from '../../../shared/contract/index.ts';
import type { AppError } from '../../../shared/domain/app-error.ts';
import type { Call } from '../../../shared/domain/call.ts';
import { bridge } from '../bridge.ts';
import { onAccountMode } from './account-store.ts';
import { onCallChanged } from './calls-store.ts';
import { onContactsChanged } from './contacts-store.ts';

export type CallDetail = CommandOutput<'history', 'detail'>;

interface DetailState {
  /** The call that is looked at, and what is known of it. */
  id: string | null;
  detail: CallDetail | null;
  error: AppError | null;
}

const useStore = create<DetailState>(() => ({ id: null, detail: null, error: null }));

async function load(id: string): Promise<void> {
  const result = await bridge.history.detail({ id });
  if (useStore.getState().id !== id) return;
  useStore.setState(
    result.ok ? { detail: result.value, error: null } : { detail: null, error: result.error },
  );
}

function hear(call: Call): void {
  const { id, detail } = useStore.getState();
  if (call.id !== id) return;
  if (detail) useStore.setState({ detail: { ...detail, call } });
  void load(id);
}

export function watchDetail(): void {
  onCallChanged(hear);
  const reload = () => {
    const { id } = useStore.getState();
    if (id !== null) void load(id);
  };
  onContactsChanged(reload);
  onAccountMode(reload);
}

/** A call with its timeline and what went before, kept up to date while it is looked at. */
export function useCallDetail(id: string | null): Omit<DetailState, 'id'> {
  useEffect(() => {
    useStore.setState((state) => (state.id === id ? {} : { id, detail: null, error: null }));
    if (id !== null) void load(id);
  }, [id]);
  const { detail, error } = useStore();
  return { detail: detail?.call.id === id ? detail : null, error };
}

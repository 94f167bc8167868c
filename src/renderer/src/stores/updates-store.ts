import { create } from 'zustand';
import type { UpdateStatus } from '../../../shared/contract/updates.ts';
import type { Result } from '../../../shared/domain/app-error.ts';
import { bridge } from '../bridge.ts';

/** Null until main has responded. */
export const useUpdates = create<{ status: UpdateStatus | null }>(() => ({ status: null }));

export const updateActions = {
  load: () => bridge.updates.status({}).then(keep),
  check: () => bridge.updates.check({}).then(keep),
  install: (when: 'now' | 'on_quit' | 'later') => bridge.updates.install({ when }).then(keep),
};

export function watchUpdates(): void {
  bridge.on('updates:changed', (status) => useUpdates.setState({ status }));
}

function keep(result: Result<UpdateStatus>): void {
  if (result.ok) useUpdates.setState({ status: result.value });
}

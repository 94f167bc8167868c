import { create } from 'zustand';
import type { ErasedPerson, PersonPreview } from '../../../shared/contract/privacy.ts';
import type { AppError, Result } from '../../../shared/domain/app-error.ts';
import { bridge } from '../bridge.ts';
import { goTo } from './navigation-store.ts';

interface PrivacyState {
  /** The number field's text. */
  text: string;
  busy: 'previewing' | 'erasing' | null;
  preview: PersonPreview | null;
  /** Whether the do-not-call mark is to stay. */
  keepDoNotCall: boolean;
  /** What the last erasure removed, and of which number; null for a call without one. */
  erased: (ErasedPerson & { display: string | null; kept: boolean }) | null;
  error: AppError | null;
}

const idleState = { busy: null, preview: null, erased: null, error: null } as const;

export const usePrivacy = create<PrivacyState>(() => ({
  ...idleState,
  text: '',
  keepDoNotCall: true,
}));

async function showPreview(): Promise<void> {
  const { text } = usePrivacy.getState();
  usePrivacy.setState({ ...idleState, busy: 'previewing' });
  const result = await bridge.privacy.preview({ number: text });
  if (usePrivacy.getState().text !== text) return;
  usePrivacy.setState({
    busy: null,
    keepDoNotCall: true,
    ...(result.ok ? { preview: result.value } : { error: result.error }),
  });
}

export const privacyActions = {
  preview: showPreview,
  setText: (text: string) => usePrivacy.setState({ ...idleState, text }),
  setKeepDoNotCall: (keepDoNotCall: boolean) => usePrivacy.setState({ keepDoNotCall }),
  /** Shows what erasing this number would remove. */
  async begin(number: string): Promise<void> {
    usePrivacy.setState({ ...idleState, text: number });
    goTo('settings', 'privacy');
    await showPreview();
  },
  async erase(): Promise<void> {
    const { preview, keepDoNotCall, busy } = usePrivacy.getState();
    if (!preview || busy !== null) return;
    usePrivacy.setState({ ...idleState, busy: 'erasing' });
    const kept = preview.doNotCall && keepDoNotCall;
    const result = await bridge.privacy.erase({ number: preview.number, keepDoNotCall: kept });
    usePrivacy.setState({
      ...idleState,
      ...(result.ok
        ? { text: '', erased: { ...result.value, display: preview.display, kept } }
        : { error: result.error }),
    });
  },
  /** Erases a single call, and shows the result in the section for erasing a person. */
  async eraseCall(id: string): Promise<void> {
    if (usePrivacy.getState().busy !== null) return;
    usePrivacy.setState({ ...idleState, text: '', busy: 'erasing' });
    goTo('settings', 'privacy');
    const result = await bridge.privacy.eraseCall({ id });
    usePrivacy.setState({
      ...idleState,
      ...(result.ok
        ? { erased: { ...result.value, display: null, kept: false } }
        : { error: result.error }),
    });
  },
  /** Returns how many calls are older; null if main failed. */
  async countOlder(days: number): Promise<number | null> {
    const result = await bridge.privacy.countOlder({ days });
    return result.ok ? result.value.calls : null;
  },
  /** Returns those that can be restored; null if main failed. */
  async removedCalls() {
    const result = await bridge.privacy.removedCalls({});
    return result.ok ? { ...result.value, count: result.value.calls } : null;
  },
  /** Returns how many were restored. */
  async restoreCalls(): Promise<Result<number>> {
    const result = await bridge.privacy.restoreCalls({});
    return result.ok ? { ok: true, value: result.value.calls } : result;
  },
};

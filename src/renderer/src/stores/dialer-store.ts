import { create } from 'zustand';
import type { AppError } from '../../../shared/domain/app-error.ts';
import type { Call, DialSource } from '../../../shared/domain/call.ts';
import { type DialConfirmation, isDialQuestion } from '../../../shared/domain/dial-questions.ts';
import type { UnderstoodNumber } from '../../../shared/domain/phone-number.ts';
import { bridge } from '../bridge.ts';
import { useAccount } from './account-store.ts';
import { callActions, onCallChanged } from './calls-store.ts';
import { onContactsChanged } from './contacts-store.ts';

/** A dial that was not made, and what would be needed to make it. */
export interface RefusedDial {
  number: string;
  source: DialSource;
  error: AppError;
  confirmed: DialConfirmation[];
}

interface DialerState {
  text: string;
  understood: UnderstoodNumber | null;
  /** For the next call; null: the default one. */
  profileId: string | null;
  /** For the next call; null: as its profile has it. */
  record: boolean | null;
  placing: boolean;
  refused: RefusedDial | null;
  recent: Call[];
}

const emptyField = { text: '', understood: null };

export const useDialer = create<DialerState>(() => ({
  ...emptyField,
  profileId: null,
  record: null,
  placing: false,
  refused: null,
  recent: [],
}));

/** @param format write what was understood back into the field, as one would write it. */
async function setText(text: string, format = true): Promise<void> {
  useDialer.setState({ text, refused: null, ...(text === '' && { understood: null }) });
  if (text.trim() === '') return;
  const result = await callActions.understand(text);
  // Only the answer to what stands in the field now counts.
  if (useDialer.getState().text !== text || !result.ok) return;
  const { typed } = result.value;
  useDialer.setState({ understood: result.value, ...(format && typed !== '' && { text: typed }) });
}

async function dial(
  number: string,
  source: DialSource,
  confirmed: DialConfirmation[] = [],
): Promise<boolean> {
  const { profileId, record, placing, text } = useDialer.getState();
  if (placing) return false;
  useDialer.setState({ placing: true, refused: null });
  const result = await callActions.dial({
    number,
    source,
    confirmed,
    ...(profileId !== null && { profileId }),
    ...(record !== null && { record }),
  });
  if (result.ok) {
    // What was typed while the call was being placed is the next number: it stays.
    const typed = useDialer.getState().text !== text;
    useDialer.setState({
      placing: false,
      profileId: null,
      record: null,
      ...(!typed && emptyField),
    });
  } else {
    useDialer.setState({
      placing: false,
      refused: { number, source, error: result.error, confirmed },
    });
  }
  return result.ok;
}

async function loadRecent(): Promise<void> {
  const result = await bridge.history.recentNumbers({ limit: 6 });
  if (result.ok) useDialer.setState({ recent: result.value });
}

export const dialerActions = {
  setText,
  dial,
  loadRecent,
  /** Another profile brings its own choice of recording. */
  setProfile: (profileId: string) => useDialer.setState({ profileId, record: null }),
  setRecord: (record: boolean) => useDialer.setState({ record }),
  dismissRefused: () => useDialer.setState({ refused: null }),
  /** The agent insists on what the gate asked about. */
  async dialAnyway(): Promise<boolean> {
    const { refused } = useDialer.getState();
    if (!refused || !isDialQuestion(refused.error.code)) return false;
    return dial(refused.number, refused.source, [...refused.confirmed, refused.error.code]);
  },
};

export function watchDialer(): void {
  onCallChanged(() => void loadRecent());
  // The two accounts have a book each.
  useAccount.subscribe(({ view }, before) => {
    if (view.mode !== before.view.mode) void loadRecent();
  });
  onContactsChanged(() => void loadRecent());
}

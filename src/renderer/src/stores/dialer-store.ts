import { create } from 'zustand';
import type { RefusedDial } from '../../../shared/contract/shell.ts';
import type { Call, DialSource } from '../../../shared/domain/call.ts';
import { type DialConfirmation, isDialQuestion } from '../../../shared/domain/dial-questions.ts';
import type { UnderstoodNumber } from '../../../shared/domain/phone-number.ts';
import { bridge } from '../bridge.ts';
import { isPractice } from './account-store.ts';
import { callActions, onCallChanged } from './calls-store.ts';
import { onContactsChanged } from './contacts-store.ts';
import { goTo } from './navigation-store.ts';

/** What the agent has answered to the gate so far. */
interface Answers {
  confirmed: DialConfirmation[];
  hoursReason?: string;
  doNotCallReason?: string;
  /** The call that is called again. */
  againOf?: string | undefined;
}

interface DialerState {
  text: string;
  understood: UnderstoodNumber | null;
  /** For the next call; null: the default one. */
  profileId: string | null;
  /** For the next call; null: as its profile has it. */
  record: boolean | null;
  placing: boolean;
  /** A dial that was not made, and what was answered already. */
  refused: (RefusedDial & Answers) | null;
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
  answers: Answers = { confirmed: [] },
): Promise<boolean> {
  const { profileId, record, placing, text } = useDialer.getState();
  if (placing) return false;
  // As the window shows it: main refuses a dial that was meant for the other account.
  const practice = isPractice();
  useDialer.setState({ placing: true, refused: null });
  const result = await callActions.dial({
    number,
    source,
    practice,
    ...answers,
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
      refused: { number, source, practice, error: result.error, ...answers },
    });
  }
  return result.ok;
}

/** Shows a dial from elsewhere that only a reason lets through. It waits here for the agent. */
async function ask(refused: RefusedDial): Promise<void> {
  goTo('dial');
  const understood = setText(refused.number);
  // At once: what the agent types from here on is another number, and takes the question away.
  useDialer.setState({ refused });
  await understood;
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
    if (!refused) return false;
    const { number, source, error, practice, ...answers } = refused;
    const { code } = error;
    if (!isDialQuestion(code) || practice !== isPractice()) return false;
    return dial(number, source, { ...answers, confirmed: [...answers.confirmed, code] });
  },
  /** The agent says why the call is made nevertheless. */
  async dialWithReason(reason: string): Promise<boolean> {
    const { refused } = useDialer.getState();
    if (!refused || refused.practice !== isPractice()) return false;
    const { number, source, error, practice, ...answers } = refused;
    const given = error.code === 'do_not_call' ? 'doNotCallReason' : 'hoursReason';
    return dial(number, source, { ...answers, [given]: reason });
  },
};

export function watchDialer(): void {
  onCallChanged(() => void loadRecent());
  // Also after a change of account.
  onContactsChanged(() => void loadRecent());
  bridge.on('shell:dialInMain', (refused) => void ask(refused));
}

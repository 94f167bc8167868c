import { create } from 'zustand';
import type { RefusedDial } from '../../../shared/contract/shell.ts';
import type { Call, DialSource, OutboundCall } from '../../../shared/domain/call.ts';
import {
  asksForReason,
  type DialConfirmation,
  isDialQuestion,
} from '../../../shared/domain/dial-questions.ts';
import type { UnderstoodNumber } from '../../../shared/domain/phone-number.ts';
import { recentWith } from '../../../shared/domain/recent-numbers.ts';
import { mayDialAgain } from '../../../shared/domain/wrap-up.ts';
import { bridge } from '../bridge.ts';
import { isPractice, onAccountMode } from './account-store.ts';
import { callActions, onCallChanged, useCalls } from './calls-store.ts';
import { onContactsChanged } from './contacts-store.ts';
import { goTo } from './navigation-store.ts';

/** What the agent has answered to the gate so far. */
interface Answers {
  confirmed: DialConfirmation[];
  hoursReason?: string;
  doNotCallReason?: string;
}

/** What is dialled, and why. */
interface Request {
  number: string;
  source: DialSource;
  /** The call that is called again. */
  againOf?: string;
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
  /** Numbers that calls rang last, newest first. */
  recent: OutboundCall[];
  /** The recent one that stands in the field by the arrow keys, and what was typed before it. */
  walk: { index: number; typed: string } | null;
  /** Whether this account has ever called; null: not known yet. */
  used: boolean | null;
}

/** As many as a tall window shows. */
const recentLimit = 12;

const emptyField = { text: '', understood: null, walk: null };

export const useDialer = create<DialerState>(() => ({
  ...emptyField,
  profileId: null,
  record: null,
  placing: false,
  refused: null,
  recent: [],
  used: null,
}));

/** @param format write what was understood back into the field, as one would write it. */
async function setText(text: string, format = true): Promise<void> {
  useDialer.setState({ text, refused: null, walk: null, ...(text === '' && emptyField) });
  await understand(text, format);
}

async function understand(text: string, format: boolean): Promise<void> {
  if (text.trim() === '') return;
  const result = await callActions.understand(text);
  // Only the answer to what stands in the field now counts.
  if (useDialer.getState().text !== text || !result.ok) return;
  const { typed } = result.value;
  useDialer.setState({ understood: result.value, ...(format && typed !== '' && { text: typed }) });
}

async function dial(request: Request, answers: Answers = { confirmed: [] }): Promise<boolean> {
  const { profileId, record, placing, text } = useDialer.getState();
  if (placing) return false;
  const practice = isPractice();
  useDialer.setState({ placing: true, refused: null });
  const result = await callActions.dial({
    ...request,
    ...answers,
    practice,
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
    fileOutdone(request.againOf);
  } else {
    const refused = { ...request, practice, error: result.error, ...answers };
    useDialer.setState({ placing: false, refused });
  }
  return result.ok;
}

/** A refused call that was dialled again is settled by that: there is nothing left to file. */
function fileOutdone(id: string | undefined): void {
  const call = useCalls.getState().current.find((each) => each.id === id);
  if (call && mayDialAgain(call)) void callActions.settle(call.id);
}

/** Shows a dial from elsewhere that only a reason lets through. It waits here for the agent. */
async function ask(refused: RefusedDial): Promise<void> {
  goTo('dial');
  const understood = setText(refused.number);
  // At once: what the agent types from here on is another number, and takes the question away.
  useDialer.setState({ refused });
  await understood;
}

/** Steps through the recent numbers from the field, as through what was typed before in a shell. */
function walkRecent(step: 1 | -1): void {
  const { recent, walk, text } = useDialer.getState();
  const from = walk?.index ?? -1;
  const index = Math.max(-1, Math.min(from + step, recent.length - 1));
  if (index === from) return;
  const typed = walk?.typed ?? text;
  const call = recent[index];
  const next = call ? call.customerDisplay : typed;
  useDialer.setState({ text: next, refused: null, walk: call ? { index, typed } : null });
  if (next === '') useDialer.setState(emptyField);
  void understand(next, false);
}

async function loadRecent(): Promise<void> {
  const practice = isPractice();
  const answer = await bridge.history.recentNumbers({ limit: recentLimit });
  if (practice !== isPractice() || !answer.ok) return;
  const { calls, used } = answer.value;
  useDialer.setState({ recent: calls, used });
}

/** News of a call says by itself what it changes, nearly always. */
function hear(call: Call): void {
  const { recent, used } = useDialer.getState();
  if (call.practice !== isPractice()) return;
  const next = used === null ? null : recentWith(recent, call, recentLimit);
  if (next === null) void loadRecent();
  else useDialer.setState({ recent: next, used: true });
}

export const dialerActions = {
  setText,
  dial,
  loadRecent,
  /** They are kept up to date from the first time on. */
  wantRecent: (): void => {
    if (useDialer.getState().used === null) void loadRecent();
  },
  walkRecent,
  /** Keys that were pressed elsewhere and mean the number: behind what stands there. */
  typeAhead: (keys: string) => setText(useDialer.getState().text + keys),
  /** Another profile brings its own choice of recording. */
  setProfile: (profileId: string) => useDialer.setState({ profileId, record: null }),
  setRecord: (record: boolean) => useDialer.setState({ record }),
  dismissRefused: () => useDialer.setState({ refused: null }),
  /** The agent insists on what the gate asked about. */
  async dialAnyway(): Promise<boolean> {
    const { refused } = useDialer.getState();
    if (!refused || !isDialQuestion(refused.error.code)) return false;
    if (refused.practice !== isPractice()) return false;
    const { request, answers } = splitRefused(refused);
    const confirmed = [...answers.confirmed, refused.error.code];
    return dial(request, { ...answers, confirmed });
  },
  /** The agent says why the call cannot be left, to whatever the gate asked it of. */
  async dialWithReason(reason: string): Promise<boolean> {
    const { refused } = useDialer.getState();
    if (!refused || !asksForReason(refused.error.code)) return false;
    if (refused.practice !== isPractice()) return false;
    const { request, answers } = splitRefused(refused);
    const key = refused.error.code === 'do_not_call' ? 'doNotCallReason' : 'hoursReason';
    return dial(request, { ...answers, [key]: reason });
  },
};

function splitRefused(refused: RefusedDial & Answers): { request: Request; answers: Answers } {
  const { number, source, againOf, confirmed, hoursReason, doNotCallReason } = refused;
  return {
    request: { number, source, ...(againOf !== undefined && { againOf }) },
    answers: {
      confirmed,
      ...(hoursReason !== undefined && { hoursReason }),
      ...(doNotCallReason !== undefined && { doNotCallReason }),
    },
  };
}

export function watchDialer(): void {
  onCallChanged(hear);
  onAccountMode(() => {
    // What the other account knows of the number, and what its gate asked, means nothing here.
    const { text } = useDialer.getState();
    useDialer.setState({ recent: [], used: null, refused: null, understood: null, walk: null });
    void understand(text, false);
    void loadRecent();
  });
  onContactsChanged(() => void loadRecent());
  bridge.on('shell:dialInMain', (refused) => void ask(refused));
}

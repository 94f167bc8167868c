import { create } from 'zustand';
import type { WaitingDial } from '../../../shared/contract/dialing.ts';
import type { CommandInput } from '../../../shared/contract/index.ts';
import type { Result } from '../../../shared/domain/app-error.ts';
import type { Call, NumberedCall } from '../../../shared/domain/call.ts';
import { isFromWindow } from '../../../shared/domain/dial-sources.ts';
import type { UnderstoodNumber } from '../../../shared/domain/phone-number.ts';
import { recentWith } from '../../../shared/domain/recent-numbers.ts';
import { withExtension } from '../../../shared/domain/with-extension.ts';
import { mayDialAgain } from '../../../shared/domain/wrap-up.ts';
import { bridge } from '../bridge.ts';
import { isPractice, onAccountMode } from './account-store.ts';
import { callActions, onCallChanged, useCalls } from './calls-store.ts';
import { onContactsChanged } from './contacts-store.ts';
import { deskActions, onQuestion, useDesk } from './desk-store.ts';
import { goTo } from './navigation-store.ts';

/** What is dialled, and why. */
type Request = Pick<CommandInput<'dialing', 'offer'>, 'number' | 'source' | 'againOf'>;

interface DialerState {
  text: string;
  understood: UnderstoodNumber | null;
  /** For the next call; null for the default one. */
  profileId: string | null;
  /** For the next call; null for its profile's choice. */
  record: boolean | null;
  /** The number that is being placed from here, as it was dialled; null for none. */
  placing: string | null;
  /** Numbers that calls rang or came from last, newest first. */
  recent: NumberedCall[];
  /** The recent number that the arrow keys put into the field, and what was typed before it. */
  walk: { index: number; typed: string } | null;
  /** Whether this account has ever called; null until known. */
  used: boolean | null;
}

/** As many as a tall window shows. */
const recentLimit = 12;

const emptyField = { text: '', understood: null, walk: null };
const nextAsUsual = { profileId: null, record: null };

export const useDialer = create<DialerState>(() => ({
  ...emptyField,
  ...nextAsUsual,
  placing: null,
  recent: [],
  used: null,
}));

/** Puts another number in place of the one before, and of what was asked about it. */
function setText(text: string, format = true): Promise<void> {
  deskActions.overtype();
  return put(text, format);
}

/** @param format write what was understood back into the field, formatted. */
async function put(text: string, format: boolean): Promise<void> {
  useDialer.setState({ text, walk: null, ...(text === '' && emptyField) });
  await understand(text, format);
}

async function understand(text: string, format: boolean): Promise<void> {
  if (text.trim() === '') return;
  const result = await callActions.understand(text);
  // Only the response for what is in the field now counts.
  if (useDialer.getState().text !== text || !result.ok) return;
  const { typed } = result.value;
  useDialer.setState({ understood: result.value, ...(format && typed !== '' && { text: typed }) });
}

function dial(request: Request): Promise<boolean> {
  const offer = { ...request, ...nextPlacing(), practice: isPractice() };
  return place(() => deskActions.offer(offer), { ...request, isInField: true });
}

/** Answers the desk's question: the agent insists, or gives a reason for the call. */
async function answer(reason?: string): Promise<boolean> {
  const { waiting } = useDesk.getState();
  if (!waiting) return false;
  const { id, againOf, number } = waiting;
  const word = { id, placing: nextPlacing(), ...(reason !== undefined && { reason }) };
  const isMeant = isInField(waiting);
  return place(() => deskActions.confirm(word), { number, againOf, isInField: isMeant });
}

interface Placing {
  number: string | null;
  againOf?: string | null | undefined;
  isInField: boolean;
}

/** Returns whether a call was placed. */
async function place(
  ask: () => Promise<Result<Call | null>>,
  { number, againOf, isInField }: Placing,
): Promise<boolean> {
  const { placing, text } = useDialer.getState();
  // The same number once more is a doubled key or click: it has done what it was meant to do, and
  // the screen shows that. About any other the desk says that it is not dialled, and why.
  if (placing !== null && isAlike(placing, number)) return false;
  if (placing === null) useDialer.setState({ placing: number });
  const result = await ask();
  if (placing === null) useDialer.setState({ placing: null });
  if (!result.ok || result.value === null) return false;
  callActions.placed(result.value);
  // What was typed while the call was being placed is the next number: it stays.
  placed(isInField && useDialer.getState().text === text, againOf);
  return true;
}

/** Whether two texts are the same number, were they formatted in the same way. */
function isAlike(one: string, other: string | null): boolean {
  const bare = (text: string) => text.replace(/[\s().-]/g, '');
  return other !== null && bare(one) === bare(other);
}

/** The choices for the call, and its number, applied only to that one. */
function placed(clearField: boolean, againOf: string | null | undefined): void {
  useDialer.setState({ ...nextAsUsual, ...(clearField && emptyField) });
  fileOutdone(againOf);
}

function nextPlacing(): { profileId?: string; record?: boolean } {
  const { profileId, record } = useDialer.getState();
  return { ...(profileId !== null && { profileId }), ...(record !== null && { record }) };
}

/** Whether the field means the number of this dial. */
function isInField({ number }: Pick<WaitingDial, 'number'>): boolean {
  const { text, understood } = useDialer.getState();
  return text.trim() !== '' && number !== null && understood?.e164 === number;
}

/** Files a refused call once it is dialled again: there is nothing left to say about it. */
function fileOutdone(id: string | null | undefined): void {
  const call = useCalls.getState().current.find((each) => each.id === id);
  if (call && mayDialAgain(call)) void callActions.settle(call.id);
}

/** Shows a dial from elsewhere that needs a reason. It waits here for the agent. */
function take(dial: WaitingDial): void {
  if (!dial.inMain || isFromWindow(dial.source)) return;
  goTo('dial');
  // What the agent types from now on is another number, and removes the question.
  useDialer.setState({ understood: null });
  void put(withExtension(dial.number ?? '', dial.extension), true);
}

/** Steps through the recent numbers from the field, like the history in a shell. */
function walkRecent(step: 1 | -1): void {
  const { recent, walk, text } = useDialer.getState();
  const from = walk?.index ?? -1;
  const index = Math.max(-1, Math.min(from + step, recent.length - 1));
  if (index === from) return;
  const typed = walk?.typed ?? text;
  const call = recent[index];
  const next = call ? call.customerDisplay : typed;
  deskActions.overtype();
  useDialer.setState({ text: next, walk: call ? { index, typed } : null });
  if (next === '') useDialer.setState(emptyField);
  void understand(next, false);
}

async function loadRecent(): Promise<void> {
  const practice = isPractice();
  const result = await bridge.history.recentNumbers({ limit: recentLimit });
  if (practice !== isPractice() || !result.ok) return;
  const { calls, used } = result.value;
  useDialer.setState({ recent: calls, used });
}

/** Applies news of a call, which nearly always suffices without asking main. */
function hear(call: Call): void {
  const { recent, used } = useDialer.getState();
  if (call.practice !== isPractice()) return;
  const next = used === null ? null : recentWith(recent, call, recentLimit);
  if (next === null) void loadRecent();
  else useDialer.setState({ recent: next, used: true });
}

/** Whether the number in the field is the one that is being placed. */
export function isPlacingField({ placing, text, understood }: DialerState): boolean {
  if (placing === null) return false;
  return isAlike(placing, text) || isAlike(placing, understood?.e164 ?? null);
}

export const dialerActions = {
  setText,
  dial,
  answer,
  loadRecent,
  /** Fetches them once; they are then kept up to date. */
  wantRecent: (): void => {
    if (useDialer.getState().used === null) void loadRecent();
  },
  walkRecent,
  /** Appends keys that were pressed elsewhere and mean the number. */
  typeAhead: (keys: string) => setText(useDialer.getState().text + keys),
  /** Another profile brings its own choice of recording. */
  setProfile: (profileId: string) => useDialer.setState({ profileId, record: null }),
  setRecord: (record: boolean) => useDialer.setState({ record }),
};

export function watchDialer(): void {
  onCallChanged(hear);
  onAccountMode(() => {
    // What the other account knows about the number, and what its gate asked, does not apply here.
    deskActions.letBe();
    const { text } = useDialer.getState();
    useDialer.setState({ recent: [], used: null, understood: null, walk: null });
    void understand(text, false);
    void loadRecent();
  });
  onContactsChanged(() => void loadRecent());
  onQuestion(take);
  bridge.on('dialing:placed', (dial) => {
    // If it was answered here, the response says the same.
    if (useDialer.getState().placing === null) placed(isInField(dial), dial.againOf);
  });
}

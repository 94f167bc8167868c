import { Suspense, useEffect, useRef, useState } from 'react';
import type { Call } from '../../shared/domain/call.ts';
import { focusCallCard, focusNumberField } from './call/focus.ts';
import { ContactDialogs, type OpenDialog } from './features/contacts/index.ts';
import { DialPanel } from './features/dialer/dial-panel.tsx';
import { IdleCard } from './features/dialer/idle-card.tsx';
import { KeyHints } from './features/dialer/key-hints.tsx';
import { RecentNumbers } from './features/dialer/recent-numbers.tsx';
import { CallPanel } from './features/live-call/call-panel.tsx';
import { FiledLine } from './features/live-call/filed-line.tsx';
import { GoneCalls } from './features/live-call/gone-calls.tsx';
import { OtherCalls } from './features/live-call/other-calls.tsx';
import { MissedHint } from './features/missed/missed-hint.tsx';
import { useFocusedCall } from './stores/calls-store.ts';
import { dialerActions, useDialer } from './stores/dialer-store.ts';
import { goTo } from './stores/navigation-store.ts';
import './dial-screen.css';

/** The number, the call, and what to do between two calls. */
export function DialScreen() {
  const call = useFocusedCall();
  const numberWaits = useDialer(({ text }) => text.trim() !== '');
  const calling = call !== null;
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  useFieldAfterCall(calling);
  return (
    <div className="dial-screen" data-calling={calling || undefined}>
      <div className="dial-side">
        <DialPanel onPlaced={leaveField} compact={calling} onLeave={focusCallCard} />
        <FiledLine />
        {calling && <RecentNumbers rows={5} />}
      </div>
      <div className="call-side">
        {!call && <GoneCalls onCall={(gone) => void dialAgain(gone)} />}
        {call ? (
          <CallPanel
            call={call}
            onRedial={(again) => void dialAgain(again)}
            onContact={(contact) => setDialog({ what: 'edit', contact })}
            onNumber={typeNumber}
            numberWaits={numberWaits}
          />
        ) : (
          <>
            <OtherCalls shownId={null} />
            <MissedHint />
            <IdleCard />
            <RecentNumbers rows={12} />
            <KeyHints />
          </>
        )}
      </div>
      {dialog && (
        // A boundary of its own: while it loads, the dialer stays.
        <Suspense>
          <ContactDialogs open={dialog} onOpen={setDialog} onClose={() => setDialog(null)} />
        </Suspense>
      )}
    </div>
  );
}

/** Returns the focus to the number field once a call was filed. */
function useFieldAfterCall(calling: boolean): void {
  const before = useRef(calling);
  useEffect(() => {
    const filed = before.current && !calling;
    before.current = calling;
    if (filed && document.activeElement === document.body) focusNumberField();
  }, [calling]);
}

/** Passes on keys that went to the call's card before they turned out to be a number. */
function typeNumber(keys: string): void {
  void dialerActions.typeAhead(keys);
  focusNumberField();
}

/** Leaves the number field: from here on, digits choose a result. */
function leaveField(): void {
  // What was typed while the call was being placed is the next number, and typing goes on.
  if (useDialer.getState().text !== '') return;
  // A new card exists only after the next paint.
  window.requestAnimationFrame(focusCallCard);
}

/** Shows the dialer, where a refusal can be read and answered, and dials. */
export async function dialNumber(
  number: string,
  source: 'history' | 'missed' = 'history',
): Promise<void> {
  goTo('dial');
  await dialerActions.setText(number);
  if (await dialerActions.dial({ number, source })) leaveField();
}

/**
 * Does the same for a call's number: the call's own history decides whether it may be called again.
 */
export async function dialAgain(call: Call): Promise<void> {
  const { customerNumber: number, id: againOf } = call;
  if (number === null) return;
  goTo('dial');
  await dialerActions.setText(number);
  if (await dialerActions.dial({ number, source: 'history', againOf })) leaveField();
}

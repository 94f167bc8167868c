import { parseNumber } from '../../src/main/base/phone-number.ts';
import type { DialInput } from '../../src/main/dialing/dial-checks.ts';
import { DialDesk } from '../../src/main/dialing/dial-desk.ts';
import type { WaitingDial } from '../../src/shared/contract/dialing.ts';
import type { Call, DialSource } from '../../src/shared/domain/call.ts';
import type { UnderstoodNumber } from '../../src/shared/domain/phone-number.ts';
import type { Settings } from '../../src/shared/domain/settings.ts';
import { aCall } from './a-call.ts';
import { FakeClock } from './fake-clock.ts';

/** Lets through, or throws as the gate does. */
type Gate = (request: DialInput) => Promise<unknown>;
/** What comes of a dial that passes. */
export const deskCall: Call = aCall();

/** The desk before a gate of the test's own: what it dials, shows and tells. */
export function setUpDesk(
  hotkeyMode: Settings['hotkeyMode'] = 'countdown',
  gate: Gate = async () => null,
) {
  const clock = new FakeClock();
  const dialled: DialInput[] = [];
  const shown: (WaitingDial | null)[] = [];
  const failures: [string, unknown][] = [];
  const placed: unknown[] = [];
  const account = { practice: false };
  const desktop = { seen: true };
  let ids = 0;
  const desk = new DialDesk({
    clock,
    newId: () => `dial-${++ids}`,
    settings: () => ({ hotkeyMode, countdownSeconds: 3 }),
    isSeen: () => desktop.seen,
    understand,
    dial: async (request) => {
      dialled.push(request);
      await gate(request);
      return deskCall;
    },
    describe: (code) => ({ message: `asks ${code}` }),
  });
  desk.changed.on(() => shown.push(desk.current()));
  desk.failed.on(({ code, params }) => failures.push([code, params]));
  desk.placed.on((dial) => placed.push(dial));
  const offer = (number: string, source: DialSource) =>
    desk.offer({ number, source, practice: account.practice });
  const confirm = (id = desk.current()?.id ?? '', reason?: string) => desk.confirm({ id, reason });
  const numbers = () => dialled.map(({ number }) => number);
  const seen = { clock, dialled, numbers, shown, failures, placed };
  return { account, desktop, desk, offer, confirm, ...seen };
}

/** Ten digits are a number here; two of them, with a slash between, are two. */
function understand(text: string): UnderstoodNumber {
  const real = { name: null, doNotCall: false, lastCalledAt: null, practiceStory: null };
  if (/[+/]|OTP|112/.test(text)) return { ...parseNumber(text, 'IN'), ...real };
  const valid = /^\d{10}$/.test(text);
  return {
    valid,
    e164: valid ? `+91${text}` : null,
    display: valid ? `+91 ${text}` : null,
    typed: text,
    problem: valid ? null : 'number_invalid',
    extension: null,
    candidates: [],
    doNotCall: false,
    country: valid ? 'IN' : null,
    kind: null,
    name: null,
    lastCalledAt: null,
    practiceStory: null,
  };
}

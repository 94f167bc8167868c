import { MissedRow } from '../../src/renderer/src/features/missed/missed-row.tsx';
import type { MissedEntry } from '../../src/shared/contract/missed.ts';
import type { Specimen } from './specimen.ts';

const ignore = () => {};
const now = Date.now();
const minute = 60_000;

function entry(changes: Partial<MissedEntry>): MissedEntry {
  return {
    key: 'one',
    number: '+919876543210',
    display: '+91 98765 43210',
    name: 'Meera Iyer',
    doNotCall: false,
    times: 1,
    at: now - 12 * minute,
    why: 'nobody_free',
    queue: 'Sales',
    mine: false,
    triedAt: null,
    takenBy: null,
    calls: [],
    sids: ['sid-1'],
    ...changes,
  };
}

const mine = { mine: true, queue: null, calls: ['in-1'], sids: [] };
const states: [state: string, entry: MissedEntry][] = [
  ['the floor’s, nobody was free', entry({})],
  ['the floor’s, rang out', entry({ why: 'no_answer', name: null, times: 3 })],
  ['the floor’s, left the queue', entry({ why: 'caller_left' })],
  ['mine, not picked up', entry({ ...mine, why: 'agent_unanswered' })],
  ['mine, hung up', entry({ ...mine, why: 'customer_cancelled' })],
  ['mine, voicemail', entry({ ...mine, why: 'voicemail' })],
  [
    'both, tried',
    entry({ mine: true, calls: ['in-1'], why: 'agent_unanswered', triedAt: now - 4 * minute }),
  ],
  ['a colleague is calling', entry({ takenBy: 'Vikramaditya Shah-Deshpande', times: 2 })],
  ['do not call', entry({ doNotCall: true })],
  ['withheld', entry({ number: null, display: null, name: null, times: 4 })],
  ['cannot be read', entry({ number: null, display: 'anonymous@sip.example', name: null })],
  [
    'a long name',
    entry({ name: 'Chandrashekhar Venkataraman Subramaniam', queue: 'Customer care, Pune' }),
  ],
];

/** A row of the missed list, wide and narrow. */
export const missedSpecimens: readonly Specimen[] = [860, 640, 360].flatMap((width) =>
  states.map(
    ([state, of]): Specimen => ({
      of: 'MissedRow',
      state: `${state}, ${width} px`,
      width,
      render: () => (
        <div className="missed-scroll">
          <ul>
            <MissedRow
              entry={of}
              active
              onActivate={ignore}
              onDial={ignore}
              onDismiss={ignore}
              onOpen={ignore}
            />
          </ul>
        </div>
      ),
    }),
  ),
);

import { CallCard } from '../../src/renderer/src/features/live-call/call-card.tsx';
import { GoneCall } from '../../src/renderer/src/features/live-call/gone-calls.tsx';
import { ArrivalCard } from '../../src/renderer/src/features/live-call/waiting-arrivals.tsx';
import { ArrivalStrip } from '../../src/renderer/src/mini/arrival-strip.tsx';
import { LiveCard } from '../../src/renderer/src/mini/live-card.tsx';
import '../../src/renderer/src/mini/mini.css';
import type { InboundCall } from '../../src/shared/domain/call.ts';
import { untoldArrival } from '../../src/shared/domain/unheard-call.ts';
import { aCall, anArrival } from '../../tests/support/a-call.ts';
import type { Specimen } from './specimen.ts';

const ignore = () => {};
const { createdAt } = aCall();
const at = (seconds: number) => createdAt + seconds * 1000;
const queue = { id: 'sales', name: 'Sales' };
const live = { endedAt: null, talkSeconds: null, outcome: null, asOf: at(12) } as const;
const over = { state: 'ended', talkSeconds: null, endedAt: at(31) } as const;
const phone = (phase: 'dialling' | 'ringing' | 'answered' | 'let_go') => ({
  ...untoldArrival.signs,
  phone: { phase, at: at(2) },
});
const named = { customerName: 'Priya Sharma', arrival: { queue } };

type Changes = Parameters<typeof anArrival>[0];
/** Every way in which a customer's call may stand. */
const arrivals: [state: string, changes: Changes][] = [
  ['offered', { ...live, ...named, state: 'offered' }],
  [
    'the phone rings',
    {
      ...live,
      state: 'ringing',
      customerName: 'Priya Sharma',
      arrival: { queue, signs: phone('ringing') },
    },
  ],
  [
    'ringing or talking',
    { ...live, state: 'ringing', arrival: { queue, signs: phone('dialling') } },
  ],
  ['talking', { ...live, ...named, state: 'answered', agentAnsweredAt: at(7) }],
  ['the phone is free again', { ...live, ...named, state: 'finishing' }],
  [
    'a withheld number',
    {
      ...live,
      state: 'offered',
      customerNumber: null,
      customerDisplay: null,
      customerCountry: null,
    },
  ],
  ['marked do-not-call', { ...live, ...named, state: 'offered', doNotCall: true }],
  ['talked', { ...named, agentAnsweredAt: at(7) }],
  ['talked, reported', { ...named, agentAnsweredAt: at(7), arrival: { queue, reported: true } }],
  ...(
    [
      'agent_unanswered',
      'agent_cancelled',
      'agent_not_dialled',
      'customer_cancelled',
      'answered_elsewhere',
      'passed_on',
      'voicemail',
      'other',
      'no_final_status',
    ] as const
  ).map((outcome): [string, Changes] => [outcome, { ...named, ...over, outcome }]),
  [
    'passed on, reported',
    { ...named, ...over, outcome: 'passed_on', arrival: { queue, reported: true } },
  ],
];

const earlier = [
  aCall({
    id: 'before',
    disposition: 'call_later',
    note: 'Wants the annual plan for 12 seats; send the quote today.',
  }),
];
const detail = (call: InboundCall) => ({
  call,
  timeline: [],
  earlier,
  earlierTotal: 3,
  answers: [],
});
const isGone = ([, changes]: (typeof arrivals)[number]) =>
  changes?.state === 'ended' && changes.outcome !== 'other';
const isLiveState = ([, changes]: (typeof arrivals)[number]) => changes?.outcome === null;

const card = (state: string, changes: Changes, width: number): Specimen => ({
  of: 'CallCard',
  state: `${state}, ${width} px`,
  width,
  render: () => {
    const call = anArrival(changes);
    return (
      <CallCard
        call={call}
        detail={call.customerNumber === null ? null : detail(call)}
        known={{ contact: null, mark: null }}
        onContact={ignore}
      />
    );
  },
});

/** A customer's call, in both windows. */
export const arrivalSpecimens: readonly Specimen[] = [
  ...arrivals.flatMap(([state, changes]) => [card(state, changes, 720), card(state, changes, 380)]),
  ...arrivals.filter(isGone).map(
    ([state, changes]): Specimen => ({
      of: 'GoneCall',
      state,
      width: 560,
      render: () => (
        <ul>
          <GoneCall call={anArrival(changes)} onCall={ignore} onDismiss={ignore} />
        </ul>
      ),
    }),
  ),
  ...arrivals.filter(isLiveState).flatMap(([state, changes]): Specimen[] => [
    {
      of: 'ArrivalCard',
      state,
      width: 560,
      render: () => <ArrivalCard call={anArrival(changes)} earlier={earlier} />,
    },
    {
      of: 'LiveCard',
      state,
      width: 320,
      render: () => (
        <div className="mini">
          <LiveCard call={anArrival(changes)} earlier={earlier} />
        </div>
      ),
    },
    {
      of: 'ArrivalStrip',
      state,
      width: 320,
      render: () => <ArrivalStrip call={anArrival(changes)} />,
    },
  ]),
];

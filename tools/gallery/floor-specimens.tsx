import { JoinGroup } from '../../src/renderer/src/features/settings/floor/join-group.tsx';
import { JoinedGroup } from '../../src/renderer/src/features/settings/floor/joined-group.tsx';
import { AvailabilityMenu } from '../../src/renderer/src/frame/availability/availability-menu.tsx';
import { BreakReasonDialog } from '../../src/renderer/src/frame/availability/break-reason-dialog.tsx';
import { StandingButton } from '../../src/renderer/src/frame/availability/standing-button.tsx';
import type { FloorView } from '../../src/shared/contract/floor.ts';
import type { Availability } from '../../src/shared/domain/availability.ts';
import { standingOf } from '../../src/shared/floor-text.ts';
import { aFloor } from '../../tests/support/a-floor.ts';
import { type Specimen, type as typeText } from './specimen.ts';

const ignore = () => {};
const nothing = async () => null;
const actions = {
  setAvailability: ignore,
  endWrapUp: ignore,
  retry: ignore,
  signInHere: ignore,
  openSettings: ignore,
};
const now = Date.now();
const lunch = { state: 'break', reason: 'Lunch' } as const;
const available = { state: 'available' } as const;
const be = (availability: Partial<Availability>) => aFloor({ availability });

const views: [state: string, view: FloorView][] = [
  ['available', be({ state: 'available', wish: available })],
  ['on a call', be({ state: 'oncall', wish: available })],
  ['on a call, then a break', be({ state: 'oncall', wish: { state: 'break', reason: null } })],
  ['on a call, then lunch', be({ state: 'oncall', wish: lunch })],
  [
    'after the call',
    be({ state: 'wrapup', since: now - 6_000, until: now + 24_500, wish: available }),
  ],
  ['a break', be({ since: now - 61_000 })],
  ['a break for lunch', be({ since: now - 723_000, reason: 'Lunch', wish: lunch })],
  [
    'a break for a long reason',
    be({ since: now - 3_723_000, reason: 'Waiting for the new headset from IT' }),
  ],
  ['offline', be({ state: 'offline' })],
  ...(['connecting', 'unreachable', 'refused', 'elsewhere', 'locked', 'outdated'] as const).map(
    (connection): [string, FloorView] => [connection, aFloor({ connection })],
  ),
];

function menuOf(state: string, view: FloorView): Specimen {
  const standing = standingOf(view);
  return {
    of: 'AvailabilityMenu',
    state,
    pageHeight: 380,
    render: () =>
      standing && (
        <AvailabilityMenu
          view={view}
          standing={standing}
          actions={actions}
          open
          onOpenChange={ignore}
        />
      ),
  };
}

function joinedOf(state: string, view: FloorView): Specimen {
  const { joined } = view;
  return {
    of: 'JoinedGroup',
    state,
    width: 620,
    render: () =>
      joined && (
        <JoinedGroup
          view={view}
          joined={joined}
          actions={{ leave: nothing, retry: nothing, signInHere: nothing }}
        />
      ),
  };
}

/** What the agent sees of a floor: in the title bar and in the settings. */
export const floorSpecimens: readonly Specimen[] = [
  ...views.flatMap(([state, view]): Specimen[] => {
    const standing = standingOf(view);
    return [
      {
        of: 'StandingButton',
        state,
        render: () => standing && <StandingButton view={view} standing={standing} />,
      },
    ];
  }),
  {
    of: 'StandingButton',
    state: 'in a narrow place',
    width: 180,
    render: () => (
      <StandingButton
        standing="break"
        view={be({ since: now - 723_000, reason: 'Waiting for the new headset from IT' })}
      />
    ),
  },
  menuOf('on a break', be({ reason: 'Lunch', wish: lunch, since: now - 723_000 })),
  menuOf('on a call', be({ state: 'oncall', wish: available })),
  menuOf('after a call', be({ state: 'wrapup', until: now + 24_500, wish: available })),
  menuOf('unreachable', aFloor({ connection: 'unreachable' })),
  menuOf('signed in elsewhere', aFloor({ connection: 'elsewhere' })),
  ...[false, true].map(
    (later): Specimen => ({
      of: 'BreakReasonDialog',
      state: later ? 'during a call' : 'open',
      pageHeight: 300,
      render: () => <BreakReasonDialog open later={later} onStart={ignore} onClose={ignore} />,
    }),
  ),
  { of: 'JoinGroup', state: 'empty', width: 620, render: () => <JoinGroup join={nothing} /> },
  {
    of: 'JoinGroup',
    state: 'pasted',
    width: 620,
    act: typeText('handset-join:1.eyJyZWxheSI6Imh0dHBzOi8vZmxvb3IuZXhhbXBsZS5jb20i'),
    render: () => <JoinGroup join={nothing} />,
  },
  {
    of: 'JoinGroup',
    state: 'not a join text',
    width: 620,
    act: (place) => {
      typeText('nonsense')(place);
      place.querySelector('form')?.requestSubmit();
    },
    render: ({ t }) => (
      <JoinGroup
        join={async () => ({
          code: 'join_text_unreadable',
          message: t('errors.join_text_unreadable.message'),
          hint: t('errors.join_text_unreadable.hint'),
        })}
      />
    ),
  },
  joinedOf('connected', aFloor()),
  joinedOf('connected, little told yet', {
    ...aFloor({ lastMessageAt: null, pollShare: null }),
    joined: {
      floor: 'support',
      floorName: null,
      agent: 'asha',
      agentName: 'Asha Rao',
      relay: 'floor.example.com',
    },
  }),
  joinedOf('the clocks differ', aFloor({ clockDiffers: true, pollShare: 0 })),
  ...(['connecting', 'unreachable', 'refused', 'elsewhere', 'locked', 'outdated'] as const).map(
    (connection) => joinedOf(connection, aFloor({ connection, pollShare: null })),
  ),
];

import { CallIcon } from '../../src/renderer/src/call/call-icon.tsx';
import { DirectionMark } from '../../src/renderer/src/call/direction-mark.tsx';
import { DoNotCallSwitch } from '../../src/renderer/src/call/do-not-call-switch.tsx';
import { FactLine } from '../../src/renderer/src/call/fact-line.tsx';
import { LegRails } from '../../src/renderer/src/call/leg-rails.tsx';
import { NoteEditor } from '../../src/renderer/src/call/note-editor.tsx';
import { ReportedMark } from '../../src/renderer/src/call/reported-mark.tsx';
import { ResultChips } from '../../src/renderer/src/call/result-chips.tsx';
import { TimeThere } from '../../src/renderer/src/call/time-there.tsx';
import type { I18n } from '../../src/renderer/src/ui/use-i18n.ts';
import { callDirections } from '../../src/shared/domain/call.ts';
import { callOutcomes } from '../../src/shared/domain/call-states.ts';
import { aCall } from '../../tests/support/a-call.ts';
import { type Specimen, type as typeText } from './specimen.ts';

const ignore = () => {};
const { dial, createdAt } = aCall();
const at = (seconds: number) => (dial.acceptedAt ?? createdAt) + seconds * 1000;

const results = ({ t }: I18n) =>
  (['interested', 'call_later', 'no_answer', 'wrong_number'] as const).map((id) => ({
    id,
    name: t(`results.${id}`),
  }));

const chips = (
  state: string,
  props: Partial<Parameters<typeof ResultChips>[0]>,
  width = 420,
): Specimen => ({
  of: 'ResultChips',
  state,
  width,
  render: (i18n) => (
    <ResultChips
      results={results(i18n)}
      value={null}
      nameOf={(id) => id}
      onChange={ignore}
      {...props}
    />
  ),
});

const note = (
  state: string,
  props: Partial<Parameters<typeof NoteEditor>[0]>,
  more: Partial<Specimen> = {},
): Specimen => ({
  of: 'NoteEditor',
  state,
  width: 420,
  render: () => <NoteEditor value="" onSave={async () => true} {...props} />,
  ...more,
});

const live = { endedAt: null, talkSeconds: null, outcome: null } as const;
type Changes = Parameters<typeof aCall>[0];
const rails: [state: string, call: Changes][] = [
  ['being placed', { ...live, state: 'sending', acceptedAt: null }],
  ['the agent’s phone rings', { ...live, state: 'accepted' }],
  ['Exotel tells nothing', { ...live, state: 'accepted', legsSupported: false }],
  ['the agent answered', { ...live, state: 'agent_answered', agentAnsweredAt: at(6) }],
  ['talked', { agentAnsweredAt: at(6) }],
  ...callOutcomes
    .filter((outcome) => !['completed', 'rejected', 'not_sent', 'unknown'].includes(outcome))
    .map((outcome): [string, Changes] => [
      outcome,
      {
        outcome,
        talkSeconds: null,
        endedAt: at(40),
        agentAnsweredAt: outcome.startsWith('customer_') ? at(6) : null,
      },
    ]),
];

/** What `call/` shows in the normal flow of a page. */
export const callSpecimens: readonly Specimen[] = [
  ...[null, ...callOutcomes].map(
    (outcome): Specimen => ({
      of: 'CallIcon',
      state: outcome ?? 'goes on',
      render: () => <CallIcon direction="outbound" outcome={outcome} />,
    }),
  ),
  ...callDirections.map(
    (direction): Specimen => ({
      of: 'DirectionMark',
      state: direction,
      render: () => <DirectionMark direction={direction} />,
    }),
  ),
  { of: 'ReportedMark', state: 'as it is', render: () => <ReportedMark /> },
  {
    of: 'CallIcon',
    state: 'completed, inbound',
    render: () => <CallIcon direction="inbound" outcome="completed" />,
  },
  ...[false, true].map(
    (practice): Specimen => ({
      of: 'FactLine',
      state: practice ? 'practice' : 'real',
      render: ({ country }) => (
        <FactLine practice={practice} facts={['+91 98765 43210', country('IN'), null]} />
      ),
    }),
  ),
  {
    of: 'TimeThere',
    state: 'one time zone',
    render: ({ country }) => (
      <p>
        {country('JP')}
        <TimeThere country="JP" />
      </p>
    ),
  },
  {
    of: 'TimeThere',
    state: 'several time zones',
    render: ({ country }) => (
      <p>
        {country('US')}
        <TimeThere country="US" />
      </p>
    ),
  },
  ...[false, true].map(
    (marked): Specimen => ({
      of: 'DoNotCallSwitch',
      state: marked ? 'marked' : 'not marked',
      render: () => (
        <DoNotCallSwitch number="+91 98765 43210" marked={marked} mark={null} onChange={ignore} />
      ),
    }),
  ),
  chips('none chosen', {}),
  chips('chosen', { value: 'call_later' }),
  chips('suggested', { suggested: 'no_answer' }),
  chips('keys mean something else', { keys: 'waiting' }),
  chips('without keys', { keys: 'off', value: 'interested' }),
  chips('small', { small: true, value: 'interested' }),
  chips('the chosen one is not in the list', { value: 'gone' }, 560),
  note('empty', {}),
  note('a note', { value: 'Wants the brochure. Call again on Monday.' }),
  note(
    'growing',
    { growing: true, rows: 2, value: 'One.\nTwo.\nThree.\nFour.\nFive.' },
    { width: 600 },
  ),
  note('growing, in a narrow column', { growing: true, rows: 2 }, { width: 340 }),
  note('kept', {}, { act: typeText('Kept') }),
  note('could not be kept', { onSave: async () => false }, { act: typeText('Lost?') }),
  ...rails.flatMap(([state, call]): Specimen[] =>
    [760, 520].map((width) => ({
      of: 'LegRails',
      state: `${state}, ${width} px`,
      width,
      render: () => (
        <LegRails call={aCall({ record: true, ...call })} agentDisplay="+91 98000 00001" />
      ),
    })),
  ),
];

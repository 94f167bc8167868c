import { AudioLines, Download } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { AppError, ErrorCode } from '../../../../shared/domain/app-error.ts';
import type { Call, RecordingView } from '../../../../shared/domain/call.ts';
import { isOpen } from '../../../../shared/domain/call-states.ts';
import { dialOf } from '../../../../shared/domain/dial-of.ts';
import { recordingId } from '../../../../shared/domain/recording-id.ts';
import { recordingActions, useProgress } from '../../stores/recordings-store.ts';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/problem.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import './recordings.css';

// The waveform is heavy, and most calls are viewed without listening.
const Player = lazy(() => import('./player.tsx').then((module) => ({ default: module.Player })));

/** States in which the agent can ask for it or fetch it. */
const askable: readonly RecordingView['state'][] = [
  'processing',
  'available',
  'removed',
  'failed',
  'never_came',
];

/** One of a call's recordings, nearly always the only one. */
export interface RecordingPart {
  /** The recording's id. */
  id: string;
  recording: RecordingView;
  /** Its heading: with its number if there are several. */
  title: string;
}

/** A call's recordings, wherever they are: still at Exotel, on their way, here, or unavailable. */
export function RecordingPanel({ call }: { call: Call }) {
  const { t } = useI18n();
  // The keys control one player: the one started last.
  const [keysFor, setKeysFor] = useState<string | null>(null);
  // Nothing was to be recorded, or the call was over before anybody talked, which its outcome says.
  if (call.recording.state === 'none' && !(dialOf(call)?.record && isOpen(call.state))) return null;
  const recordings = [call.recording, ...(call.furtherRecordings ?? [])];
  const total = recordings.length;
  return recordings.map((recording, index) => {
    const id = recordingId(call.id, index + 1);
    const title =
      total === 1
        ? t('recordings.recording')
        : t('recordings.recordingOf', { number: index + 1, total });
    const hasKeys = keysFor === null ? index === 0 : keysFor === id;
    return (
      <section
        key={id}
        className="panel recording"
        aria-label={title}
        data-recording={recording.state}
      >
        {recording.state === 'saved' ? (
          <Suspense fallback={<p className="muted">{t('common.loading')}</p>}>
            <Player
              call={call}
              part={{ id, recording, title }}
              hasKeys={hasKeys}
              onPlay={() => setKeysFor(id)}
            />
          </Suspense>
        ) : (
          <NotHereYetPart part={{ id, recording, title }} />
        )}
      </section>
    );
  });
}

function NotHereYetPart({ part }: { part: RecordingPart }) {
  const { t, time, size } = useI18n();
  const { state, nextTryAt, failure, bytesReceived } = part.recording;
  const [error, setError] = useState<AppError | null>(null);
  async function download(): Promise<void> {
    const result = await recordingActions.download(part.id);
    setError(result.ok ? null : result.error);
  }
  const failed = state === 'failed';
  const kept = failed && bytesReceived !== null && size(bytesReceived);
  const next = nextTryAt !== null && { time: time(nextTryAt) };
  return (
    <>
      <h3 className="eyebrow">{part.title}</h3>
      {state === 'downloading' ? (
        <DownloadProgress part={part} />
      ) : (
        <p className="recording-state soft">
          <AudioLines size={17} aria-hidden="true" />
          <span>
            {t(state === 'none' ? 'recordings.live' : `recordings.states.${state}`)}{' '}
            {kept && t('recordings.kept', { size: kept })}{' '}
            {next && t(failed ? 'recordings.nextDownload' : 'recordings.nextTry', next)}
          </span>
        </p>
      )}
      {/* A failure is stored in the row, and may differ from that of the last click. */}
      {failed && <FailureProblem code={failure} />}
      {error && !failed && state !== 'downloading' && <Problem error={error} />}
      {askable.includes(state) && (
        <Button
          className="recording-download"
          icon={<Download size={16} aria-hidden="true" />}
          onClick={() => void download()}
        >
          {t(buttonOf(state))}
        </Button>
      )}
    </>
  );
}

function buttonOf(state: RecordingView['state']) {
  if (state === 'never_came') return 'recordings.lookAgain';
  return state === 'failed' || state === 'removed'
    ? 'recordings.downloadAgain'
    : 'recordings.download';
}

function FailureProblem({ code }: { code: string | null }) {
  const { t } = useI18n();
  // The row stores the code as text; one that this version does not know falls back.
  const known = (code ?? 'internal') as ErrorCode;
  return (
    <Problem
      error={{
        message: t([`errors.${known}.message`, 'errors.internal.message']),
        hint: t([`errors.${known}.hint`, 'errors.internal.hint']),
      }}
    />
  );
}

function DownloadProgress({ part: { id, recording } }: { part: RecordingPart }) {
  const { t, size } = useI18n();
  const live = useProgress((state) => (Object.hasOwn(state, id) ? state[id] : undefined));
  const received = live?.bytesReceived ?? recording.bytesReceived ?? 0;
  const total = live?.bytesTotal ?? recording.bytesTotal;
  const resumed = live?.bytesResumed ?? 0;
  const share = total ? Math.min(1, received / total) : null;
  return (
    <div className="recording-progress">
      <ProgressBar label={t('recordings.downloading')} share={share} />
      <p className="muted tabular">
        {total
          ? t('recordings.progress', { received: size(received), total: size(total) })
          : t('recordings.progressOpen', { received: size(received) })}
        {resumed > 0 && ` · ${t('recordings.resumed', { size: size(resumed) })}`}
      </p>
    </div>
  );
}

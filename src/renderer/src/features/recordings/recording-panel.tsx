import { AudioLines, Download } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { AppError, ErrorCode } from '../../../../shared/domain/app-error.ts';
import type { Call, RecordingView } from '../../../../shared/domain/call.ts';
import { isOpen } from '../../../../shared/domain/call-states.ts';
import { recordingActions, useProgress } from '../../stores/recordings-store.ts';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../ui/use-words.ts';
import './recordings.css';

// The waveform is heavy, and most calls are looked at without listening.
const Player = lazy(() => import('./player.tsx').then((module) => ({ default: module.Player })));

/** Where the agent can have it looked for, or fetched. */
const askable: readonly RecordingView['state'][] = ['processing', 'available', 'removed', 'failed'];

/** A call's recording, wherever it is: still at Exotel, on its way, here, or not to be had. */
export function RecordingPanel({ call }: { call: Call }) {
  const { t } = useWords();
  const { state } = call.recording;
  // Nothing was to be recorded; or it was over before anybody talked, which the call's end says.
  if (state === 'none' && !(call.record && isOpen(call.state))) return null;
  return (
    <section
      className="panel recording"
      aria-label={t('recordings.recording')}
      data-recording={state}
    >
      {state === 'saved' ? (
        <Suspense fallback={<p className="muted">{t('common.loading')}</p>}>
          <Player key={call.id} call={call} />
        </Suspense>
      ) : (
        <NotHereYet call={call} />
      )}
    </section>
  );
}

function NotHereYet({ call }: { call: Call }) {
  const { t, time, size } = useWords();
  const { state, nextTryAt, failure, bytesReceived } = call.recording;
  const [error, setError] = useState<AppError | null>(null);
  async function download(): Promise<void> {
    const result = await recordingActions.download(call.id);
    setError(result.ok ? null : result.error);
  }
  const failed = state === 'failed';
  const kept = failed && bytesReceived !== null && size(bytesReceived);
  const next = nextTryAt !== null && { time: time(nextTryAt) };
  return (
    <>
      <h3 className="eyebrow">{t('recordings.recording')}</h3>
      {state === 'downloading' ? (
        <DownloadProgress call={call} />
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
      {/* A failure is in the row, and may be another one than that of the last click. */}
      {failed && <Failure code={failure} />}
      {error && !failed && state !== 'downloading' && <Problem error={error} />}
      {askable.includes(state) && (
        <Button
          className="recording-download"
          icon={<Download size={16} aria-hidden="true" />}
          onClick={() => void download()}
        >
          {t(failed || state === 'removed' ? 'recordings.downloadAgain' : 'recordings.download')}
        </Button>
      )}
    </>
  );
}

function Failure({ code }: { code: string | null }) {
  const { t } = useWords();
  // The row keeps the code as text; one that this version does not know falls back.
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

function DownloadProgress({ call }: { call: Call }) {
  const { t, size } = useWords();
  const live = useProgress((state) => (Object.hasOwn(state, call.id) ? state[call.id] : undefined));
  const received = live?.bytesReceived ?? call.recording.bytesReceived ?? 0;
  const total = live?.bytesTotal ?? call.recording.bytesTotal;
  const resumed = live?.bytesResumed ?? 0;
  const share = total ? Math.min(1, received / total) : null;
  return (
    <div className="recording-progress">
      <div
        className="progress"
        role="progressbar"
        aria-label={t('recordings.downloading')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
      >
        <div style={{ width: share === null ? '30%' : `${share * 100}%` }} />
      </div>
      <p className="muted tabular">
        {total
          ? t('recordings.progress', { received: size(received), total: size(total) })
          : t('recordings.progressOpen', { received: size(received) })}
        {resumed > 0 && ` · ${t('recordings.resumed', { size: size(resumed) })}`}
      </p>
    </div>
  );
}

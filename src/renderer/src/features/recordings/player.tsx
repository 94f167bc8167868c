import { FolderOpen, Pause, Play, RotateCcw, RotateCw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { clockOf } from '../../../../shared/clock-text.ts';
import type { AppError } from '../../../../shared/domain/app-error.ts';
import type { Call } from '../../../../shared/domain/call.ts';
import { dialOf } from '../../../../shared/domain/dial-of.ts';
import { recordingUrl } from '../../../../shared/domain/recording-url.ts';
import { recordingActions } from '../../stores/recordings-store.ts';
import { IconButton } from '../../ui/button.tsx';
import { hasModifier, isTyping } from '../../ui/is-typing.ts';
import { Problem } from '../../ui/problem.tsx';
import { SelectField } from '../../ui/select.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import type { Channel } from './channel-solo.ts';
import type { RecordingPart } from './recording-panel.tsx';
import { longestDrawnSeconds, useWave, type Wave } from './use-wave.ts';

const rates = ['0.75', '1', '1.25', '1.5', '2'] as const;
const skipSeconds = 10;

interface PlayerProps {
  call: Call;
  part: RecordingPart;
  /** Whether the playback keys control this player. */
  hasKeys: boolean;
  onPlay: () => void;
}

/** Plays a saved recording; works offline. */
export function Player({ call, part, hasKeys, onPlay }: PlayerProps) {
  const { t, duration } = useI18n();
  const container = useRef<HTMLDivElement>(null);
  const wave = useWave(container, recordingUrl(part.id));
  // Exotel may have recorded one channel where two were requested: naming the sides would be wrong.
  const dual = wave.channels === 2;
  // Until the file tells, there is room for what was requested.
  const tall = dual || (wave.channels === null && dialOf(call)?.recordingChannels === 'dual');
  usePlayerKeys(wave, hasKeys);
  useEffect(() => {
    if (wave.playing) onPlay();
  }, [wave.playing, onPlay]);

  return (
    <>
      <div className="recording-head">
        <h3 className="eyebrow">{part.title}</h3>
        <span className="muted tabular">
          {clockOf(wave.position)} / {clockOf(wave.duration)}
        </span>
      </div>
      {wave.failed && (
        <p className="toned" data-tone="failed">
          {t('recordings.cannotPlay')}
        </p>
      )}
      <div className="wave" data-undrawn={!wave.drawn || undefined} data-tall={tall || undefined}>
        <div className="wave-names muted" aria-hidden="true">
          {dual && (
            <>
              <span>{t('recordings.you')}</span>
              <span>{t('recordings.customer')}</span>
            </>
          )}
        </div>
        <div ref={container} className="wave-canvas" aria-hidden="true" />
      </div>
      {!wave.drawn && (
        <p className="muted">
          {t('recordings.notDrawn', { duration: duration(longestDrawnSeconds) })}
        </p>
      )}
      <input
        type="range"
        className="wave-position"
        aria-label={t('recordings.position')}
        aria-valuetext={t('recordings.positionText', {
          position: duration(wave.position),
          duration: duration(wave.duration),
        })}
        min={0}
        max={Math.max(1, Math.round(wave.duration))}
        step={1}
        value={Math.round(wave.position)}
        disabled={!wave.ready}
        onChange={({ target }) => wave.seek(Number(target.value))}
      />
      <PlayerControls wave={wave} id={part.id} dual={dual} />
    </>
  );
}

interface ControlsProps {
  wave: Wave;
  /** The recording's id. */
  id: string;
  dual: boolean;
}

function PlayerControls({ wave, id, dual }: ControlsProps) {
  const { t } = useI18n();
  const [rate, setRate] = useState<(typeof rates)[number]>('1');
  const [channel, setChannel] = useState<Channel>('both');
  const [error, setError] = useState<AppError | null>(null);
  async function reveal(): Promise<void> {
    const result = await recordingActions.reveal(id);
    setError(result.ok ? null : result.error);
  }
  return (
    <>
      <div className="player-controls">
        <IconButton
          look="outlined"
          label={t('recordings.back10')}
          icon={<RotateCcw size={18} />}
          disabled={!wave.ready}
          onClick={() => wave.skip(-skipSeconds)}
        />
        <IconButton
          look="primary"
          label={t(wave.playing ? 'recordings.pause' : 'recordings.play')}
          icon={wave.playing ? <Pause size={19} /> : <Play size={19} />}
          disabled={!wave.ready}
          onClick={wave.toggle}
        />
        <IconButton
          look="outlined"
          label={t('recordings.forward10')}
          icon={<RotateCw size={18} />}
          disabled={!wave.ready}
          onClick={() => wave.skip(skipSeconds)}
        />
        <span className="player-gap" />
        <SelectField
          label={t('recordings.speed')}
          hideLabel
          look="compact"
          value={rate}
          choices={rates.map((value) => ({ value, label: `${value}×` }))}
          onChange={(value) => {
            setRate(value);
            wave.setRate(Number(value));
          }}
        />
        {dual && (
          <SelectField
            label={t('recordings.channels')}
            hideLabel
            look="compact"
            value={channel}
            choices={(['both', 'you', 'customer'] as const).map((value) => ({
              value,
              label: t(`recordings.${value}`),
            }))}
            onChange={(value) => {
              setChannel(value);
              wave.solo(value);
            }}
          />
        )}
        <IconButton
          look="outlined"
          label={t('recordings.reveal')}
          icon={<FolderOpen size={18} />}
          onClick={() => void reveal()}
        />
      </div>
      {error && <Problem error={error} />}
    </>
  );
}

/**
 * K plays and pauses, J and L skip back and forward, wherever the focus is, except while typing.
 */
function usePlayerKeys(wave: Wave, isMine: boolean): void {
  const latest = useRef(wave);
  latest.current = wave;
  useEffect(() => {
    if (!isMine) return;
    function onKeyDown(event: KeyboardEvent): void {
      const inList = event.target instanceof Element && event.target.closest('[role="listbox"]');
      if (hasModifier(event) || (isTyping(event) && !inList)) return;
      const key = event.key.toLowerCase();
      if (key === 'k') latest.current.toggle();
      if (key === 'j') latest.current.skip(-skipSeconds);
      if (key === 'l') latest.current.skip(skipSeconds);
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [isMine]);
}

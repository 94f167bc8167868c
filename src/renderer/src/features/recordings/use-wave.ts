import { type RefObject, useEffect, useRef, useState } from 'react';
import WaveSurfer from 'wavesurfer.js';
import { channelCount, headerBytes } from './channel-count.ts';
import { type Channel, type ChannelSolo, createChannelSolo } from './channel-solo.ts';

interface WaveState {
  ready: boolean;
  failed: boolean;
  playing: boolean;
  /** Seconds. */
  position: number;
  /** Seconds; 0 until ready. */
  duration: number;
  /** According to the file itself, whatever was requested; null until known. */
  channels: number | null;
  /** False if it is too long to be drawn. */
  drawn: boolean;
}

export interface Wave extends WaveState {
  toggle: () => void;
  /** Skips this many seconds, backwards if negative. */
  skip: (seconds: number) => void;
  seek: (seconds: number) => void;
  setRate: (rate: number) => void;
  solo: (channel: Channel) => void;
}

interface WaveParts {
  surfer: WaveSurfer;
  solo: ChannelSolo;
  /** Picks up the theme's colours again. */
  recolour: () => void;
  dispose: () => void;
}

const channelHeight = 52;

/**
 * A wave is drawn from the whole recording decoded in memory, which beyond this length costs
 * gigabytes and freezes the window. The media element plays any length from disk.
 */
export const longestDrawnSeconds = 90 * 60;

/**
 * A call must stay selected this long before its recording is read, so that moving through the list
 * does not.
 */
const restMs = 150;

const idleWave: WaveState = {
  ready: false,
  failed: false,
  playing: false,
  position: 0,
  duration: 0,
  channels: null,
  drawn: true,
};

/**
 * Creates a playable waveform in `container`; a two-channel recording gets one wave above the
 * other.
 */
export function useWave(container: RefObject<HTMLDivElement | null>, url: string): Wave {
  const parts = useRef<WaveParts | null>(null);
  const [state, setState] = useState(idleWave);

  useEffect(() => {
    if (!container.current) return;
    let gone = false;
    const note = (change: Partial<WaveState>) => {
      if (!gone) setState((was) => ({ ...was, ...change }));
    };
    const made = makeWave(container.current);
    const { surfer } = made;
    parts.current = made;
    surfer.on('ready', (duration) => note({ ready: true, duration }));
    surfer.on('error', () => note({ failed: true }));
    surfer.on('play', () => note({ playing: true }));
    surfer.on('pause', () => note({ playing: false }));
    surfer.on('timeupdate', (position) => note({ position }));
    const rest = window.setTimeout(() => {
      load(surfer, url, note).catch(() => note({ failed: true }));
    }, restMs);
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', made.recolour);
    return () => {
      gone = true;
      window.clearTimeout(rest);
      dark.removeEventListener('change', made.recolour);
      parts.current = null;
      made.dispose();
    };
  }, [container, url]);

  return {
    ...state,
    toggle: () => void parts.current?.surfer.playPause(),
    skip: (seconds) => parts.current?.surfer.skip(seconds),
    seek: (seconds) => parts.current?.surfer.setTime(seconds),
    setRate: (rate) => parts.current?.surfer.setPlaybackRate(rate, true),
    solo: (channel) => parts.current?.solo.set(channel),
  };
}

async function load(
  surfer: WaveSurfer,
  url: string,
  note: (change: Partial<WaveState>) => void,
): Promise<void> {
  const [seconds, channels] = await Promise.all([durationOf(url), channelsOf(url)]);
  if (seconds > longestDrawnSeconds) {
    note({ drawn: false, channels });
    // A flat line replaces the wave, so that nothing is fetched to be decoded.
    return surfer.load(url, [[0]], seconds);
  }
  note({ channels });
  await surfer.load(url);
  note({ channels: surfer.getDecodedData()?.numberOfChannels ?? channels });
}

/** Returns seconds, by the file's header alone. */
function durationOf(url: string): Promise<number> {
  const probe = new Audio();
  probe.preload = 'metadata';
  return new Promise<number>((resolve, reject) => {
    probe.onloadedmetadata = () => resolve(probe.duration);
    probe.onerror = () => reject(new Error('The recording cannot be read.'));
    probe.src = url;
  }).finally(() => release(probe));
}

async function channelsOf(url: string): Promise<number | null> {
  const response = await fetch(url, { headers: { range: `bytes=0-${headerBytes - 1}` } });
  return channelCount(new Uint8Array(await response.arrayBuffer()));
}

function makeWave(container: HTMLDivElement): WaveParts {
  const media = new Audio();
  const surfer = WaveSurfer.create({
    container,
    media,
    height: channelHeight,
    barWidth: 2,
    barGap: 3,
    barRadius: 2,
    normalize: true,
    cursorWidth: 0,
    dragToSeek: true,
    ...coloursOf(container),
  });
  const solo = createChannelSolo(media);
  return {
    surfer,
    solo,
    recolour: () => surfer.setOptions(coloursOf(container)),
    dispose: () => {
      solo.dispose();
      surfer.destroy();
      release(media);
    },
  };
}

/** A media element that nothing references keeps playing, and keeps what it has read. */
function release(media: HTMLAudioElement): void {
  media.pause();
  media.removeAttribute('src');
  media.load();
}

function coloursOf(container: HTMLDivElement) {
  // A canvas doesn't know light-dark(): the browser resolves it in a property that is a colour.
  const colour = (name: string): string => {
    container.style.color = `var(${name})`;
    const resolved = getComputedStyle(container).color;
    container.style.color = '';
    return resolved;
  };
  const [waveColor, you, customer] = [colour('--wave'), colour('--accent'), colour('--talking')];
  const channel = { height: channelHeight, waveColor };
  return {
    waveColor,
    progressColor: you,
    // As many of these are used as the recording has channels.
    splitChannels: [
      { ...channel, progressColor: you },
      { ...channel, progressColor: customer },
    ],
  };
}

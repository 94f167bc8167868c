import { type RefObject, useEffect, useRef, useState } from 'react';
import WaveSurfer from 'wavesurfer.js';
import { type Channel, type ChannelSolo, createChannelSolo } from './channel-solo.ts';

export interface Wave {
  ready: boolean;
  failed: boolean;
  playing: boolean;
  /** Seconds. */
  position: number;
  /** Seconds; 0 until ready. */
  duration: number;
  toggle: () => void;
  /** By so many seconds, backwards when negative. */
  skip: (seconds: number) => void;
  seek: (seconds: number) => void;
  setRate: (rate: number) => void;
  solo: (channel: Channel) => void;
}

interface WaveParts {
  surfer: WaveSurfer;
  solo: ChannelSolo;
  /** Takes the theme's colours anew. */
  recolour: () => void;
}

const channelHeight = 52;

/** A playable waveform in `container`; a two-channel recording gets one wave above the other. */
export function useWave(
  container: RefObject<HTMLDivElement | null>,
  url: string,
  dual: boolean,
): Wave {
  const parts = useRef<WaveParts | null>(null);
  const [state, setState] = useState({
    ready: false,
    failed: false,
    playing: false,
    position: 0,
    duration: 0,
  });

  useEffect(() => {
    if (!container.current) return;
    const made = makeWave(container.current, url, dual);
    const { surfer } = made;
    parts.current = made;
    const note = (change: Partial<typeof state>) => setState((was) => ({ ...was, ...change }));
    surfer.on('ready', (duration) => note({ ready: true, duration }));
    surfer.on('error', () => note({ failed: true }));
    surfer.on('play', () => note({ playing: true }));
    surfer.on('pause', () => note({ playing: false }));
    surfer.on('timeupdate', (position) => note({ position }));
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', made.recolour);
    return () => {
      dark.removeEventListener('change', made.recolour);
      parts.current = null;
      made.solo.dispose();
      surfer.destroy();
    };
  }, [container, url, dual]);

  return {
    ...state,
    toggle: () => void parts.current?.surfer.playPause(),
    skip: (seconds) => parts.current?.surfer.skip(seconds),
    seek: (seconds) => parts.current?.surfer.setTime(seconds),
    setRate: (rate) => parts.current?.surfer.setPlaybackRate(rate, true),
    solo: (channel) => parts.current?.solo.set(channel),
  };
}

function makeWave(container: HTMLDivElement, url: string, dual: boolean): WaveParts {
  const media = new Audio();
  const surfer = WaveSurfer.create({
    container,
    media,
    url,
    height: channelHeight,
    barWidth: 2,
    barGap: 3,
    barRadius: 2,
    normalize: true,
    cursorWidth: 0,
    dragToSeek: true,
    ...coloursOf(container, dual),
  });
  return {
    surfer,
    solo: createChannelSolo(media),
    recolour: () => surfer.setOptions(coloursOf(container, dual)),
  };
}

function coloursOf(container: HTMLDivElement, dual: boolean) {
  // A canvas knows no light-dark(): the browser resolves it in a property that is a colour.
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
    ...(dual && {
      splitChannels: [
        { ...channel, progressColor: you },
        { ...channel, progressColor: customer },
      ],
    }),
  };
}

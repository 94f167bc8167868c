import { AudioLines } from 'lucide-react';
import { lazy } from 'react';
import type { ScreenEntry } from '../../screen-entry.ts';

export const recordingsEntry: ScreenEntry<'recordings'> = {
  screen: 'recordings',
  icon: AudioLines,
  order: 4,
};

/** The player, shown beside a call. */
export const RecordingPanel = lazy(() =>
  import('./recording-panel.tsx').then((module) => ({ default: module.RecordingPanel })),
);

/** Shown above the list. */
export const WithoutCall = lazy(() =>
  import('./without-call.tsx').then((module) => ({ default: module.WithoutCall })),
);

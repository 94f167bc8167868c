import { PhoneMissed } from 'lucide-react';
import { lazy } from 'react';
import type { ScreenEntry } from '../../screen-entry.ts';

export const missedEntry: ScreenEntry<'missed'> = { screen: 'missed', icon: PhoneMissed, order: 5 };

export const MissedScreen = lazy(() =>
  import('./missed-screen.tsx').then((module) => ({ default: module.MissedScreen })),
);

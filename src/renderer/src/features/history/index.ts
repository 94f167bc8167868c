import { Clock } from 'lucide-react';
import { lazy } from 'react';
import type { ScreenEntry } from '../../screen-entry.ts';

export const historyEntry: ScreenEntry<'history'> = { screen: 'history', icon: Clock, order: 2 };

export const HistoryScreen = lazy(() =>
  import('./history-screen.tsx').then((module) => ({ default: module.HistoryScreen })),
);

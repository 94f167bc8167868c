import { Settings } from 'lucide-react';
import { lazy } from 'react';
import type { ScreenEntry } from '../../screen-entry.ts';

export const settingsEntry: ScreenEntry<'settings'> = {
  screen: 'settings',
  icon: Settings,
  order: 6,
};

export const SettingsScreen = lazy(() =>
  import('./settings-screen.tsx').then((module) => ({ default: module.SettingsScreen })),
);

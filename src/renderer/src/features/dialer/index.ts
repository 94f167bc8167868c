import { Grip } from 'lucide-react';
import type { ScreenEntry } from '../../screen-entry.ts';

export const dialEntry: ScreenEntry<'dial'> = { screen: 'dial', icon: Grip, order: 1 };

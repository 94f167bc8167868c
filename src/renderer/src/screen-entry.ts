import type { LucideIcon } from 'lucide-react';
import type { Screen } from './route.ts';

/** What a feature tells of its screen: the navigation, the keys and the window go by these. */
export interface ScreenEntry<S extends Screen = Screen> {
  screen: S;
  icon: LucideIcon;
  /** Its place in the navigation, and its digit with Alt: from 1, each once. */
  order: number;
}

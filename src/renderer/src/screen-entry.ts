import type { LucideIcon } from 'lucide-react';
import type { Screen } from './route.ts';

/** What a feature declares about its screen, for the navigation, the keys and the window. */
export interface ScreenEntry<S extends Screen = Screen> {
  screen: S;
  icon: LucideIcon;
  /** Its position in the navigation, and its digit with Alt: from 1, each used once. */
  order: number;
}

export const screenNames = [
  'dial',
  'history',
  'contacts',
  'recordings',
  'missed',
  'settings',
] as const;
export type Screen = (typeof screenNames)[number];

/** The settings pages in three groups: calls, this computer, and what is kept and reported. */
export const settingsGroups = [
  ['account', 'floor', 'calling', 'results', 'profiles', 'recordings'],
  ['general', 'shortcuts'],
  ['privacy', 'about'],
] as const;
export type SettingsSection = (typeof settingsGroups)[number][number];
export const settingsSections: readonly SettingsSection[] = settingsGroups.flat();

/** A place in the main window. */
export interface Route {
  screen: Screen;
  /** The call's id or the section that the screen shows: letters, digits, `_` and `-`. */
  detail: string | null;
}

/** Returns the place that an address names; the dialer for any other. */
export function routeOf(hash: string): Route {
  const [, screen, detail] = /^#\/([a-z]+)(?:\/([\w-]+))?$/.exec(hash) ?? [];
  const known = screenNames.find((each) => each === screen);
  if (!known) return { screen: 'dial', detail: null };
  return { screen: known, detail: detail ?? null };
}

export function hrefOf(screen: Screen, detail: string | null = null): string {
  return detail === null ? `#/${screen}` : `#/${screen}/${detail}`;
}

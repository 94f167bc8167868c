import { create } from 'zustand';
import { bridge } from '../bridge.ts';

export const screens = ['dial', 'history', 'contacts', 'recordings', 'settings'] as const;
export type Screen = (typeof screens)[number];

interface Place {
  screen: Screen;
  /** The call or section that the screen shows. */
  detail: string | null;
}

/** Where the agent is, kept in the address so that Back works. */
export const useNavigation = create<Place>(() => ({ screen: 'dial', detail: null }));

export function placeOf(hash: string): Place {
  const [, screen, detail] = /^#\/([a-z]+)(?:\/(.+))?$/.exec(hash) ?? [];
  const known = screens.find((each) => each === screen);
  if (!known) return { screen: 'dial', detail: null };
  return { screen: known, detail: detail ? decodeURIComponent(detail) : null };
}

export function hrefOf(screen: Screen, detail: string | null = null): string {
  return detail === null ? `#/${screen}` : `#/${screen}/${encodeURIComponent(detail)}`;
}

/** `replace` changes what is shown without a step for Back. */
export function goTo(screen: Screen, detail: string | null = null, replace = false): void {
  const href = hrefOf(screen, detail);
  if (window.location.hash === href) return;
  if (!replace) {
    window.location.hash = href;
    return;
  }
  window.history.replaceState(null, '', href);
  useNavigation.setState(placeOf(href));
}

export function watchNavigation(): void {
  const follow = () => useNavigation.setState(placeOf(window.location.hash));
  follow();
  window.addEventListener('hashchange', follow);
  bridge.on('shell:openCall', ({ id }) => goTo('history', id));
}

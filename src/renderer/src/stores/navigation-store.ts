import { create } from 'zustand';
import { hrefOf, type Route, routeOf, type Screen } from '../route.ts';

/** Where the agent is, kept in the address so that Back works. */
export const useNavigation = create<Route>(() => ({ screen: 'dial', detail: null }));

/** Goes to a screen. With `replace`, without a step for Back. */
export function goTo(screen: Screen, detail: string | null = null, replace = false): void {
  const href = hrefOf(screen, detail);
  if (window.location.hash === href) return;
  if (replace) window.history.replaceState(null, '', href);
  else window.location.hash = href;
  // Immediately: typing into the search must arrive there from the first character.
  useNavigation.setState(routeOf(href));
}

export function watchNavigation(): void {
  const follow = () => useNavigation.setState(routeOf(window.location.hash));
  follow();
  window.addEventListener('hashchange', follow);
}

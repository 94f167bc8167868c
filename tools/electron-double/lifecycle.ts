/** Whether the app is ready: the only state of the double that every module needs. */
const state = { ready: false };
const waiting = new Set<() => void>();

export function isReady(): boolean {
  return state.ready;
}

/** Called once, by the runner, after the app's main module has been evaluated. */
export function becomeReady(): void {
  state.ready = true;
  for (const run of waiting) run();
  waiting.clear();
}

export function onReady(run: () => void): void {
  if (state.ready) run();
  else waiting.add(run);
}

/** Throws as Electron does when a module that needs the app is used too early. */
export function needReady(message: string): void {
  if (!state.ready) throw new Error(message);
}

/** Whether the app is ready: the double's one piece of state that every module asks for. */
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

/** Electron throws this way when a module that needs the app is used too early. */
export function needReady(message: string): void {
  if (!state.ready) throw new Error(message);
}

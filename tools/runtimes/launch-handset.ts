import type { HandsetApp, HandsetOptions } from './handset-app.ts';
import { launchOnDouble } from './on-double.ts';
import { launchOnElectron } from './on-electron.ts';

/** Starts the built app on the runtime that scripts/runtime.ts put into the environment. */
export function launchHandset(options: HandsetOptions): Promise<HandsetApp> {
  const electron = process.env['HANDSET_ELECTRON'];
  return electron ? launchOnElectron(electron, options) : launchOnDouble(options);
}

import * as book from './en/book.ts';
import { callbacks } from './en/callbacks.ts';
import * as calls from './en/calls.ts';
import * as desktop from './en/desktop.ts';
import { errors } from './en/errors.ts';
import { live } from './en/live.ts';
import { mini } from './en/mini.ts';
import { numbers } from './en/numbers.ts';
import { profiles } from './en/profiles.ts';
import { problems, refusals } from './en/refusals.ts';
import { removed } from './en/removed.ts';
import * as screens from './en/screens.ts';
import * as setup from './en/setup.ts';
import { updates } from './en/updates.ts';

/** Every word that Handset says, in English: the shape that all languages follow. */
export const en = {
  errors,
  live,
  mini,
  numbers,
  problems,
  profiles,
  refusals,
  ...book,
  ...calls,
  ...desktop,
  ...screens,
  ...setup,
  settings: { ...setup.settings, callbacks, removed, updates },
};
export type Messages = typeof en;

import type { Messages } from './en.ts';
import * as book from './hi/book.ts';
import { callbacks } from './hi/callbacks.ts';
import * as calls from './hi/calls.ts';
import * as desktop from './hi/desktop.ts';
import { errors } from './hi/errors.ts';
import { live } from './hi/live.ts';
import { mini } from './hi/mini.ts';
import { numbers } from './hi/numbers.ts';
import { profiles } from './hi/profiles.ts';
import { problems, refusals } from './hi/refusals.ts';
import { removed } from './hi/removed.ts';
import * as screens from './hi/screens.ts';
import * as setup from './hi/setup.ts';
import { updates } from './hi/updates.ts';
import type { SameShape } from './shape.ts';

/** Every word that Handset says, in Hindi. */
export const hi: SameShape<Messages> = {
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

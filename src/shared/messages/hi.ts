import type { Messages } from './en.ts';
import { callbacks } from './hi/callbacks.ts';
import * as calls from './hi/calls.ts';
import * as desktop from './hi/desktop.ts';
import { errors } from './hi/errors.ts';
import { numbers } from './hi/numbers.ts';
import { profiles } from './hi/profiles.ts';
import { problems, refusals } from './hi/refusals.ts';
import * as screens from './hi/screens.ts';
import * as setup from './hi/setup.ts';
import type { SameShape } from './shape.ts';

/** Every word that Handset says, in Hindi. */
export const hi: SameShape<Messages> = {
  errors,
  numbers,
  problems,
  profiles,
  refusals,
  ...calls,
  ...desktop,
  ...screens,
  ...setup,
  settings: { ...setup.settings, callbacks },
};

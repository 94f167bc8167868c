import type { Translation } from '../messages.ts';
import calls from './calls.json' with { type: 'json' };
import common from './common.json' with { type: 'json' };
import contacts from './contacts.json' with { type: 'json' };
import desktop from './desktop.json' with { type: 'json' };
import dialing from './dialing.json' with { type: 'json' };
import errors from './errors.json' with { type: 'json' };
import floor from './floor.json' with { type: 'json' };
import frame from './frame.json' with { type: 'json' };
import history from './history.json' with { type: 'json' };
import live from './live.json' with { type: 'json' };
import mini from './mini.json' with { type: 'json' };
import missed from './missed.json' with { type: 'json' };
import notices from './notices.json' with { type: 'json' };
import onboarding from './onboarding.json' with { type: 'json' };
import practice from './practice.json' with { type: 'json' };
import privacy from './privacy.json' with { type: 'json' };
import profiles from './profiles.json' with { type: 'json' };
import recordings from './recordings.json' with { type: 'json' };
import refusals from './refusals.json' with { type: 'json' };
import settings from './settings.json' with { type: 'json' };
import statusCallbacks from './status-callbacks.json' with { type: 'json' };
import updates from './updates.json' with { type: 'json' };

/** Every word in this folder's language, by area. This file is the same in every language. */
export const messages: Translation = {
  calls,
  common,
  contacts,
  desktop,
  dialing,
  errors,
  floor,
  frame,
  history,
  live,
  mini,
  missed,
  notices,
  onboarding,
  practice,
  privacy,
  profiles,
  recordings,
  refusals,
  settings,
  statusCallbacks,
  updates,
};

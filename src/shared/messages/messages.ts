import calls from './en/calls.json' with { type: 'json' };
import common from './en/common.json' with { type: 'json' };
import contacts from './en/contacts.json' with { type: 'json' };
import desktop from './en/desktop.json' with { type: 'json' };
import dialing from './en/dialing.json' with { type: 'json' };
import errors from './en/errors.json' with { type: 'json' };
import floor from './en/floor.json' with { type: 'json' };
import frame from './en/frame.json' with { type: 'json' };
import history from './en/history.json' with { type: 'json' };
import live from './en/live.json' with { type: 'json' };
import mini from './en/mini.json' with { type: 'json' };
import missed from './en/missed.json' with { type: 'json' };
import notices from './en/notices.json' with { type: 'json' };
import onboarding from './en/onboarding.json' with { type: 'json' };
import practice from './en/practice.json' with { type: 'json' };
import privacy from './en/privacy.json' with { type: 'json' };
import profiles from './en/profiles.json' with { type: 'json' };
import recordings from './en/recordings.json' with { type: 'json' };
import refusals from './en/refusals.json' with { type: 'json' };
import settings from './en/settings.json' with { type: 'json' };
import statusCallbacks from './en/status-callbacks.json' with { type: 'json' };
import updates from './en/updates.json' with { type: 'json' };

/** Every word in English, by area: other languages have the same sentences under the same keys. */
export const english = {
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
export type Messages = typeof english;

/** The same keys with any words: what a translation must have. */
type SameShape<T> = { [K in keyof T]: T[K] extends string ? string : SameShape<T[K]> };

/** A sentence that is missing is a type error. */
export type Translation = SameShape<Messages>;

type Keys<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Keys<T[K]>}`;
}[keyof T & string];

/** A sentence by its path: `errors.offline.hint`. */
export type MessageKey = Keys<Messages>;

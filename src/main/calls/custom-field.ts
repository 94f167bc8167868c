import { type CallPart, dialOf } from '../../shared/domain/dial-of.ts';

/**
 * Whose call it is according to a `custom_field`: this intent's (`own`), another intent of
 * Handset's (`another`), another system's (`foreign`), or it does not say (`unsaid`).
 */
export type Claim = 'own' | 'another' | 'foreign' | 'unsaid';

/** A truncated id still counts as this one's if this much of it is left. */
const fewestOfId = 8;

/** How providers write that there is none. */
const nothing = /^\W*(null|none|nil|undefined|n\s*\/?\s*a)?\W*$/i;

/**
 * Reads only the intent's id in a `custom_field`: on its way there and back the text around it may
 * be escaped, cut, quoted, read in another encoding or lowercased.
 */
export function claimOf(customField: string | null, call: CallPart<'id'>): Claim {
  const sent = dialOf(call)?.customField;
  if (sent === undefined) return claimOfArrival(customField);
  if (customField === sent) return 'own';
  const named = intentIdsIn(customField);
  if (named.length === 0) return nothing.test(customField ?? '') ? 'unsaid' : 'foreign';
  return named.some((id) => isThis(id.toLowerCase(), call.id.toLowerCase())) ? 'own' : 'another';
}

/** An incoming call was sent nothing; if it names an intent, it was dialled. */
function claimOfArrival(customField: string | null): Claim {
  return intentIdsIn(customField).length === 0 ? 'unsaid' : 'another';
}

/** Returns the intents that a `custom_field` names; the last is the one that Handset wrote. */
export function intentIdsIn(customField: string | null): string[] {
  const found = (customField ?? '').matchAll(/handset-([\w-]{1,64})/gi);
  return [...found].map(([, id = '']) => id);
}

/** Returns the intent's id from a `custom_field` that Handset wrote; null for any other. */
export function intentIdOf(customField: string | null): string | null {
  return intentIdsIn(customField).at(-1) ?? null;
}

function isThis(named: string, intentId: string): boolean {
  return named === intentId || (named.length >= fewestOfId && intentId.startsWith(named));
}

import { type CallPart, dialOf } from '../../shared/domain/dial-of.ts';

/**
 * Whose call a `custom_field` says that it is: this intent's (`own`), another intent's of Handset
 * (`another`), somebody's else (`foreign`), or nobody's (`unsaid`).
 */
export type Claim = 'own' | 'another' | 'foreign' | 'unsaid';

/** A cut id is still this one's when so much of it is left. */
const fewestOfId = 8;

/** How providers write that there is none. */
const nothing = /^\W*(null|none|nil|undefined|n\s*\/?\s*a)?\W*$/i;

/**
 * Reads no more of a `custom_field` than the intent's id in it: on its way there and back the text
 * around may be escaped, cut, quoted, read in another encoding or set in lower case.
 */
export function claimOf(customField: string | null, call: CallPart<'id'>): Claim {
  const sent = dialOf(call)?.customField;
  if (sent === undefined) return claimOfArrival(customField);
  if (customField === sent) return 'own';
  const named = intentIdsIn(customField);
  if (named.length === 0) return nothing.test(customField ?? '') ? 'unsaid' : 'foreign';
  return named.some((id) => isThis(id.toLowerCase(), call.id.toLowerCase())) ? 'own' : 'another';
}

/** A call that came in was sent nothing; one that names an intent was dialled. */
function claimOfArrival(customField: string | null): Claim {
  return intentIdsIn(customField).length === 0 ? 'unsaid' : 'another';
}

/** The intents that a `custom_field` names; the last is the one that Handset wrote. */
export function intentIdsIn(customField: string | null): string[] {
  const found = (customField ?? '').matchAll(/handset-([\w-]{1,64})/gi);
  return [...found].map(([, id = '']) => id);
}

/** The intent's id in a `custom_field` that Handset wrote; null in any other. */
export function intentIdOf(customField: string | null): string | null {
  return intentIdsIn(customField).at(-1) ?? null;
}

function isThis(named: string, intentId: string): boolean {
  return named === intentId || (named.length >= fewestOfId && intentId.startsWith(named));
}

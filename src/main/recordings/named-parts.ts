import { mayFetch } from './credential-policy.ts';

/** The address rules for an account that is gone: anywhere but this computer. */
const elsewhere = 'https://account.invalid';

/** No call has more recordings than this. */
const mostParts = 20;

/**
 * Returns the addresses that may be fetched, each once, in Exotel's order. If none may be, the very
 * first one: its refusal then says why there is no recording.
 *
 * @param accountBaseUrl null if the account is gone
 */
export function fetchableUrls(urls: readonly string[], accountBaseUrl: string | null): string[] {
  const places = new Set<string>();
  const found = urls.filter((text) => {
    if (!URL.canParse(text) || !mayFetch(new URL(text), accountBaseUrl ?? elsewhere)) return false;
    const isNew = !places.has(placeOf(text));
    places.add(placeOf(text));
    return isNew;
  });
  return found.length > 0 ? found.slice(0, mostParts) : urls.slice(0, 1);
}

export interface KnownPart {
  part: number;
  url: string | null;
}

/**
 * Returns the part each address belongs to: the one that already has it, however it was signed;
 * otherwise the first part that has none of these; otherwise a new one.
 */
export function partsOf(
  known: readonly KnownPart[],
  urls: readonly string[],
): { part: number; url: string }[] {
  const places = new Set(urls.map(placeOf));
  const isNamed = ({ url }: KnownPart): boolean => url !== null && places.has(placeOf(url));
  const free = known.filter((each) => !isNamed(each)).map(({ part }) => part);
  let last = Math.max(0, ...known.map(({ part }) => part));
  return urls.map((url) => {
    const same = known.find((each) => each.url !== null && placeOf(each.url) === placeOf(url));
    if (same) return { part: same.part, url };
    const part = free.shift();
    if (part !== undefined) return { part, url };
    last += 1;
    return { part: last, url };
  });
}

/** Parameters that change with every signature: S3, CloudFront, Google, Azure. */
const signing =
  /^(x-(amz|goog)-.*|awsaccesskeyid|googleaccessid|key-pair-id|policy|signature|expires|token|s[a-z]{1,2})$/i;

/** Returns the part of an address that stays the same when it is signed again. */
function placeOf(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  for (const name of [...url.searchParams.keys()])
    if (signing.test(name)) url.searchParams.delete(name);
  url.hash = '';
  return url.href;
}

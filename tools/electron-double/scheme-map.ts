import { notInDouble } from './strict.ts';

type Privileges = NonNullable<Electron.CustomScheme['privileges']>;

/**
 * Chromium, unlike Electron, cannot learn a scheme. So each `app://host/…` becomes a page at
 * `https://host.app.invalid/…` there: a secure origin of its own, under a name that never exists on
 * any network (RFC 2606). Main sees `app://` throughout.
 */
const schemes = new Map<string, Privileges>();

export function addScheme(scheme: string, privileges: Privileges): void {
  if (!privileges.standard || !privileges.secure) {
    throw notInDouble(`the scheme ${scheme}: without the privileges "standard" and "secure"`);
  }
  schemes.set(scheme, privileges);
}

export function privilegesOf(scheme: string): Privileges | undefined {
  return schemes.get(scheme);
}

export function schemeNames(): string[] {
  return [...schemes.keys()];
}

/** Returns the address given to Chromium for an address of the app. */
export function toChromium(url: string): string {
  const { protocol, host, pathname, search, hash } = new URL(url);
  const scheme = protocol.slice(0, -1);
  return schemes.has(scheme) ? `https://${host}.${scheme}.invalid${pathname}${search}${hash}` : url;
}

/** Returns the app's address for what Chromium shows. */
export function fromChromium(url: string): string {
  const parts = /^https:\/\/([^/]+)\.([^./]+)\.invalid(\/.*)?$/.exec(url);
  const [, host, scheme, rest = '/'] = parts ?? [];
  return scheme && schemes.has(scheme) ? `${scheme}://${host}${rest}` : url;
}

/** Returns the origin as Electron names it: `scheme://host` for schemes of the app. */
export function originOf(url: string): string {
  const ours = /^([a-z][a-z0-9+.-]*):\/\/[^/?#]+/i.exec(url);
  if (ours?.[1] && schemes.has(ours[1])) return ours[0];
  return URL.canParse(url) ? new URL(url).origin : 'null';
}

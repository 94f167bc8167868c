import { isMac, isWindows } from './desktop-kind.ts';
import { notInDouble } from './strict.ts';

/** The programs chosen for links by the agent, or by the system for them, by scheme. */
export const chosenOwners = new Map<string, string>();

/** The schemes the app has registered itself for in this run. */
const registered = new Set<string>();
/** Which program had the links before the app took them. */
const before = new Map<string, string>();

/** Which program opens links of a scheme; `name` is the app's. */
export const linkClients = {
  ownerOf(scheme: string, name: string): string {
    const own = isWindows && registered.has(scheme) ? name : '';
    return chosenOwners.get(scheme) ?? own;
  },

  /** On Windows the app's own registry entry, which says nothing about what the agent chose. */
  isDefault: (scheme: string, name: string): boolean =>
    isMac ? chosenOwners.get(scheme) === name : registered.has(scheme),

  register(scheme: string, name: string): boolean {
    registered.add(scheme);
    if (isMac && chosenOwners.get(scheme) !== name) {
      before.set(scheme, chosenOwners.get(scheme) ?? '');
      chosenOwners.set(scheme, name);
    }
    return true;
  },

  remove(scheme: string, name: string): boolean {
    if (!isMac && !isWindows) throw notInDouble('app.removeAsDefaultProtocolClient on Linux');
    registered.delete(scheme);
    if (isMac && chosenOwners.get(scheme) === name) {
      chosenOwners.set(scheme, before.get(scheme) ?? '');
    }
    return true;
  },
};

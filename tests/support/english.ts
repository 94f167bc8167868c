import type { Translate } from '../../src/main/i18n/translate.ts';
import { english as words } from '../../src/shared/messages/messages.ts';

/** The real English words; a missing key, or a missing value, fails the test. */
export const english: Translate = (key, params = {}) => {
  const found = key
    .split('.')
    .reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], words);
  if (typeof found !== 'string') throw new Error(`no words for ${key}`);
  return found.replace(/\{\{(\w+)\}\}/g, (_match, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${key} needs ${name}`);
    return String(value);
  });
};

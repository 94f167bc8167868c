import type { Translate } from '../../../../src/main/i18n/translate.ts';
import * as calls from '../../../../src/shared/messages/en/calls.ts';
import * as desktop from '../../../../src/shared/messages/en/desktop.ts';
import { live } from '../../../../src/shared/messages/en/live.ts';

/** The real English words; a key that has none, or a value that is missing, fails the test. */
export const english: Translate = (key, params = {}) => {
  const found = key.split('.').reduce<unknown>(
    (node, part) => {
      return (node as Record<string, unknown> | undefined)?.[part];
    },
    { ...calls, ...desktop, live },
  );
  if (typeof found !== 'string') throw new Error(`no words for ${key}`);
  return found.replace(/\{\{(\w+)\}\}/g, (_match, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${key} needs ${name}`);
    return String(value);
  });
};

import { createContext, Fragment, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { hrefOf, settingsSections } from '../route.ts';
import './linked-text.css';

/** Whether the settings can be reached from here: not before there is an account. */
export const SettingsAreHere = createContext(false);

/** A sentence in which the name of a place in the settings links there. */
export function LinkedText({ text }: { text: string }) {
  const { t } = useTranslation();
  const here = useContext(SettingsAreHere);
  const places = useMemo(() => {
    const named = settingsSections.map((section) => ({
      name: `${t('settings.title')} › ${t(`settings.${section}.title`)}`,
      href: hrefOf('settings', section),
    }));
    // Longest first: one name may be the beginning of another.
    return named.sort((a, b) => b.name.length - a.name.length);
  }, [t]);
  if (!here) return text;
  return partsOf(
    text,
    places.map(({ name }) => name),
  ).map((part, place) => {
    const href = places.find(({ name }) => name === part)?.href;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a sentence's parts keep their places.
      <Fragment key={place}>
        {href ? (
          <a className="text-link" href={href}>
            {part}
          </a>
        ) : (
          part
        )}
      </Fragment>
    );
  });
}

/** Splits `aNAMEb` into `a, NAME, b`. */
function partsOf(text: string, names: readonly string[]): string[] {
  for (const name of names) {
    const at = text.indexOf(name);
    if (at < 0) continue;
    const before = partsOf(text.slice(0, at), names);
    const after = partsOf(text.slice(at + name.length), names);
    return [...before, name, ...after];
  }
  return text === '' ? [] : [text];
}

/// <reference types="vite/client" />
// Before everything that asks main.
import './main-stand-in.ts';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/noto-sans-devanagari/wght.css';
import '../../src/renderer/src/styles/tokens.css';
import '../../src/renderer/src/styles/base.css';
import './gallery.css';
import { type SyntheticEvent, useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { startLanguage } from '../../src/renderer/src/i18n/language.ts';
import { settingsActions } from '../../src/renderer/src/stores/settings-store.ts';
import { useI18n } from '../../src/renderer/src/ui/use-i18n.ts';
import type { Language } from '../../src/shared/languages.ts';
import { arrivalSpecimens } from './arrival-specimens.tsx';
import { callSpecimens } from './call-specimens.tsx';
import { floorSpecimens } from './floor-specimens.tsx';
import { missedSpecimens } from './missed-specimens.tsx';
import { overlaySpecimens } from './overlay-specimens.tsx';
import type { Specimen } from './specimen.ts';
import { uiSpecimens } from './ui-specimens.tsx';

const specimens = [
  ...uiSpecimens,
  ...callSpecimens,
  ...arrivalSpecimens,
  ...floorSpecimens,
  ...missedSpecimens,
  ...overlaySpecimens,
];
const themes = ['light', 'dark'] as const;
const languages = ['en', 'hi'] as const satisfies readonly Language[];
const asked = new URLSearchParams(window.location.search);

/**
 * Every theme in every language, each in a page of its own, since both are set on the root element.
 */
function AllPages() {
  const fit = ({ currentTarget }: SyntheticEvent<HTMLIFrameElement>): void => {
    const { contentDocument } = currentTarget;
    if (!contentDocument) return;
    new ResizeObserver(() => {
      currentTarget.height = `${contentDocument.documentElement.scrollHeight}`;
    }).observe(contentDocument.body);
  };
  return (
    <main className="gallery-all">
      {languages.flatMap((language) =>
        themes.map((theme) => (
          <iframe
            key={`${theme} ${language}`}
            title={`${theme} ${language}`}
            src={`?theme=${theme}&language=${language}`}
            onLoad={fit}
          />
        )),
      )}
    </main>
  );
}

function ComponentPage() {
  return (
    <main className="gallery">
      {[...Map.groupBy(specimens, ({ of }) => of)].map(([name, states]) => (
        <section key={name} className="gallery-component">
          <h2>{name}</h2>
          <div className="gallery-states">
            {states.map((specimen) => (
              <figure key={specimen.state} className="gallery-state">
                <figcaption>{specimen.state}</figcaption>
                {specimen.pageHeight === undefined ? (
                  <SpecimenPlace specimen={specimen} />
                ) : (
                  <iframe
                    title={`${name}: ${specimen.state}`}
                    height={specimen.pageHeight}
                    src={`?${new URLSearchParams({ ...Object.fromEntries(asked), show: String(specimens.indexOf(specimen)) })}`}
                  />
                )}
              </figure>
            ))}
          </div>
        </section>
      ))}
    </main>
  );
}

/** Tells `npm run gallery` that everything on this page is there. */
function useReady(): void {
  useEffect(() => {
    document.documentElement.dataset['ready'] = '';
  }, []);
}

function SpecimenPlace({ specimen }: { specimen: Specimen }) {
  const i18n = useI18n();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current) specimen.act?.(place.current);
  }, [specimen]);
  return (
    <div
      ref={place}
      className="gallery-place"
      style={specimen.width === undefined ? undefined : { width: specimen.width }}
    >
      {specimen.render(i18n)}
    </div>
  );
}

function CurrentPage() {
  useReady();
  const alone = specimens[Number(asked.get('show') ?? -1)];
  if (alone) {
    return (
      <main className="gallery">
        <SpecimenPlace specimen={alone} />
      </main>
    );
  }
  return asked.has('theme') ? <ComponentPage /> : <AllPages />;
}

// Pages side by side take the focus from one another, which would close an open list.
if (asked.has('show')) {
  window.addEventListener('blur', (event) => event.stopImmediatePropagation(), { capture: true });
}

const root = document.getElementById('root');
if (root) {
  document.documentElement.dataset['theme'] = asked.get('theme') ?? 'light';
  await startLanguage(languages.find((each) => each === asked.get('language')) ?? 'en');
  await settingsActions.load();
  createRoot(root).render(<CurrentPage />);
}

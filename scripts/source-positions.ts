import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';

/** Reads the source map of a bundle such as `out/main/index.js`, as text; null if there is none. */
export type ReadMap = (bundle: string) => string | null;

export interface Translation {
  text: string;
  /** How many positions were translated. */
  translated: number;
  /** Bundles named in the text that have no map: they are from another build. */
  unknown: string[];
}

const file = String.raw`((?:[\w@.-]+[\\/])*[\w@.-]+\.c?js):(\d+):(\d+)`;
/** In parentheses, as in stack traces, a path may contain spaces. */
const before = String.raw`(?:(?<=\()[^()\n]*?|[^\s()"'\`]*)`;
const positions = new RegExp(
  `${before}\\bout[\\\\/](main|preload|renderer)[\\\\/]${file}|(?:app://handset|https://handset\\.app\\.invalid)/${file}`,
  'g',
);

/**
 * Replaces each position in a bundle by the source's file, line and column, however the system
 * writes the bundle's path. A position without a source stays as it is.
 */
export function translatePositions(text: string, readMap: ReadMap): Translation {
  const maps = new Map<string, TraceMap | null>();
  const unknown = new Set<string>();
  let translated = 0;
  const mapOf = (bundle: string): TraceMap | null => {
    const known = maps.get(bundle);
    if (known !== undefined) return known;
    const json = readMap(bundle);
    const map = json === null ? null : new TraceMap(json, `${bundle}.map`);
    maps.set(bundle, map);
    if (map === null) unknown.add(bundle);
    return map;
  };
  const result = text.replace(positions, (position: string, ...found: string[]) => {
    const [process, inMain, line, column, inPage, pageLine, pageColumn] = found;
    const path = inMain ? `${process}/${inMain}` : `renderer/${inPage}`;
    const map = mapOf(`out/${path.replaceAll('\\', '/')}`);
    if (map === null) return position;
    const source = originalPositionFor(map, {
      line: Number(line ?? pageLine),
      // Engines count columns from one, maps from zero.
      column: Math.max(0, Number(column ?? pageColumn) - 1),
    });
    if (source.source === null) return position;
    translated += 1;
    return `${source.source}:${source.line}:${source.column + 1}`;
  });
  return { text: result, translated, unknown: [...unknown] };
}

/** Returns the versions of Handset in a log, in order; Handset logs its own at every start. */
export function versionsIn(log: string): string[] {
  const found = log.matchAll(/Handset starts \{"version":"([^"]+)"/g);
  return [...new Set(Array.from(found, ([, version = '']) => version))];
}

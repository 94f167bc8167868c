import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';

/** The source map of a bundle such as `out/main/index.js`, as text; null where there is none. */
export type ReadMap = (bundle: string) => string | null;

export interface Translation {
  text: string;
  /** How many positions are told by their sources now. */
  translated: number;
  /** Bundles that the text names and that have no map: they are of another build. */
  unknown: string[];
}

const file = String.raw`((?:[\w@.-]+[\\/])*[\w@.-]+\.c?js):(\d+):(\d+)`;
/** In parentheses, as stacks have them, a path may have spaces. */
const before = String.raw`(?:(?<=\()[^()\n]*?|[^\s()"'\`]*)`;
const positions = new RegExp(
  `${before}\\bout[\\\\/](main|preload|renderer)[\\\\/]${file}|(?:app://handset|https://handset\\.app\\.invalid)/${file}`,
  'g',
);

/**
 * Puts the source's file, line and column in the place of each position in a bundle, however the
 * system writes the bundle's path. Where no source stands behind a position, it stays.
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
      // Engines count columns from one, maps from nought.
      column: Math.max(0, Number(column ?? pageColumn) - 1),
    });
    if (source.source === null) return position;
    translated += 1;
    return `${source.source}:${source.line}:${source.column + 1}`;
  });
  return { text: result, translated, unknown: [...unknown] };
}

/** The versions of Handset that a log tells of, in their order; it says its own at every start. */
export function versionsIn(log: string): string[] {
  const found = log.matchAll(/Handset starts \{"version":"([^"]+)"/g);
  return [...new Set(Array.from(found, ([, version = '']) => version))];
}

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from './build-app.ts';
import { readCommandLine, refuse } from './command-line.mjs';
import { root } from './run.ts';
import { translatePositions, versionsIn } from './source-positions.ts';
import { runScript, say, stop } from './terminal.mjs';

/** `npm run stack`: prints a user's log with positions in the sources instead of the bundles. */
const line = readCommandLine('stack', process.argv.slice(2));
const [file] = line.words;
const maps = line.text('maps');
if (file === undefined) refuse('stack', 'A file is needed, or - for standard input.');

async function translate(wanted: string): Promise<number> {
  const log = wanted === '-' ? await text(process.stdin) : readFileSync(placeOf(wanted), 'utf8');
  if (maps === undefined) await build();
  const folder = maps === undefined ? root : placeOf(maps);
  const description = join(folder, 'package.json');
  if (!existsSync(description) || !existsSync(join(folder, 'out'))) {
    stop(
      `${folder} holds no maps: it has to be a folder with package.json and out/ in it, as the artifact "maps-…" of a packaging run is.`,
    );
  }
  compareVersions(versionsIn(log), JSON.parse(readFileSync(description, 'utf8')).version);
  const translation = translatePositions(log, (bundle) => {
    const map = join(folder, `${bundle}.map`);
    return existsSync(map) ? readFileSync(map, 'utf8') : null;
  });
  process.stdout.write(translation.text);
  for (const bundle of translation.unknown) {
    say(`There is no map of ${bundle}: the log is of another build. ${elsewhere}`);
  }
  if (translation.translated === 0) say('No position was translated.');
  return 0;
}

const elsewhere =
  'Take the maps that were kept when it was packaged (the artifact "maps-…" of that run), and name their folder with --maps.';

function compareVersions(told: readonly string[], own: string): void {
  const others = told.filter((version) => version !== own);
  if (told.length === 0) {
    say(`The log does not say its version: the maps are of Handset ${own}, and may not fit.`);
  } else if (others.length > 0) {
    say(
      `The log is of Handset ${told.join(' and ')}, the maps are of ${own}: positions of ${others.join(' and ')} will be wrong. ${elsewhere}`,
    );
  }
}

/**
 * Resolves a path relative to where the command was typed; npm itself changes to the project's
 * folder.
 */
function placeOf(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? root, path);
}

await runScript(() => translate(file));

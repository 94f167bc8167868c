// The way into every npm script. Plain JavaScript without dependencies, so that any Node from 20
// on can run it: it installs what is missing, then runs the script with the project's own Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';

const root = join(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), '..');
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.cache', 'handset', 'installed');
const scripts = {
  start: 'scripts/start.ts',
  test: 'scripts/test.ts',
  check: 'scripts/check.ts',
  demo: 'scripts/demo.ts',
  bench: 'bench/run.ts',
  build: 'scripts/build.ts',
  icons: 'scripts/icons.ts',
};

/** Standard output belongs to the script alone. */
function say(text) {
  process.stderr.write(`${text}\n`);
}

function stop(problem, advice) {
  say(`${problem}\n${advice}`);
  process.exit(1);
}

function install() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  const wanted = hash.digest('hex');
  if (isInstalled(wanted)) return;
  say('Installing dependencies (npm ci); the first time takes a minute or two …');
  const npm = process.env['npm_execpath'];
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  const done = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, 'ci'], options)
    : spawnSync('npm', ['ci'], { ...options, shell: process.platform === 'win32' });
  if (done.status !== 0) {
    stop(
      'The dependencies could not be installed.',
      'Check the network and the npm registry ("npm ping"), then run the same command again.',
    );
  }
  stamp(wanted);
}

function isInstalled(wanted) {
  if (!existsSync(modules)) return false;
  if (existsSync(stampFile)) return readFileSync(stampFile, 'utf8') === wanted;
  // Installed by hand: npm keeps its own copy of the lock, with the same packages in it.
  const own = join(modules, '.package-lock.json');
  if (!existsSync(own) || !sameVersions(own)) return false;
  stamp(wanted);
  return true;
}

/** Whether what npm installed is what the lock asks for, for this platform at least. */
function sameVersions(own) {
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(own, 'utf8')).packages;
  return Object.entries(locked).every(
    ([path, entry]) => path === '' || entry.optional || entry.version === installed[path]?.version,
  );
}

function stamp(wanted) {
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, wanted);
}

/** The Node that came with the dependencies; else this one, if it is new enough. */
function findNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const own = join(modules, 'node', 'bin', name);
  if (existsSync(own)) return own;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 12)) return process.execPath;
  return stop(
    `The project's own Node is missing, and this one (${process.version}) is older than 22.12.`,
    'Run "npm rebuild node", or install Node 22.12 or newer, then run the same command again.',
  );
}

const [name = '', ...args] = process.argv.slice(2);
const script = scripts[name];
if (!script)
  stop(`There is no script "${name}".`, `There are: ${Object.keys(scripts).join(', ')}.`);
install();
const node = findNode();
const run = spawnSync(
  node,
  ['--disable-warning=ExperimentalWarning', join(root, script), ...args],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: [dirname(node), join(modules, '.bin'), process.env['PATH']].join(delimiter),
    },
  },
);
process.exit(run.status ?? 1);

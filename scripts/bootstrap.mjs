// The one entry of every npm script: runs on the Node that is there (20 or newer, no dependencies),
// installs what is missing, and runs the wanted script on the project's own Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.cache', 'handset-install');
const oldestNode = [22, 12];
const [script, ...rest] = process.argv.slice(2);

// Progress goes to standard error, so that a script's own output stays clean.
const say = (text) => process.stderr.write(`${text}\n`);

installDependencies();
const node = findNode();
const result = spawnSync(node, [join(root, 'scripts', `${script}.ts`), ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
    NODE_NO_WARNINGS: '1',
  },
});
process.exit(result.status ?? 1);

function installDependencies() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say('Installing dependencies (npm ci) …');
  // Native modules ship their binaries: of all install scripts only that of `node` is wanted.
  const installed =
    runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']) &&
    runNpm(['rebuild', 'node', '--no-audit', '--no-fund', '--loglevel=error']);
  if (!installed) {
    say(
      'The dependencies could not be installed. Check that the npm registry can be reached ("npm ping"), then run the same command again.',
    );
    process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lock);
}

function runNpm(args) {
  const npm = spawnSync('npm', args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  return npm.status === 0;
}

/** The package `node` brings a current Node from the npm registry; a recent one that runs is as good. */
function findNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const own = join(root, 'node_modules', 'node', 'bin', name);
  if (existsSync(own) && spawnSync(own, ['--version']).status === 0) return own;
  const [major, minor] = process.versions.node.split('.').map(Number);
  const recent = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  if (recent) return process.execPath;
  say(
    `Handset's tools need Node ${oldestNode.join('.')} or newer, and the npm package "node" did not bring one. Delete node_modules and run the same command again, or install Node 24 from nodejs.org.`,
  );
  process.exit(1);
}

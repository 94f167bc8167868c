// The single entry of every npm script: runs on whatever Node is installed (20 or newer, no
// dependencies), handles --help and wrong arguments, installs what is missing, and runs the
// requested script on the project's own Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './child.mjs';
import { readCommandLine } from './command-line.mjs';
import { alone } from './lock.mjs';
import { during, runScript, stop } from './terminal.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.cache', 'handset-install');
const oldestNode = [22, 12];
const [script = '', ...rest] = process.argv.slice(2);

readCommandLine(/** @type {import('./command-line.mjs').CommandName} */ (script), rest);
await runScript(async () => {
  checkTemporaryFolder();
  await installDependencies();
  const node = findNode();
  endWithNpm();
  return run(node, [join(root, 'scripts', `${script}.ts`), ...rest], {
    cwd: root,
    trusted: true,
    env: {
      PATH: [dirname(node), join(root, 'node_modules', '.bin'), process.env['PATH']].join(
        delimiter,
      ),
      NODE_NO_WARNINGS: '1',
    },
  });
});

/**
 * When npm is ended from outside it tells only the shell between it and us, which tells nobody, so
 * we watch for npm to disappear.
 */
function endWithNpm() {
  if (process.env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return;
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}

/** Browsers, tests and the app's own start all need it, and report its absence obscurely. */
function checkTemporaryFolder() {
  const folder = tmpdir();
  try {
    rmSync(mkdtempSync(join(folder, 'handset-')), { recursive: true });
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    const missing = code === 'ENOENT' || code === 'ENOTDIR';
    const what = missing ? 'is not there' : `cannot be written to (${code})`;
    const name = process.platform === 'win32' ? 'TEMP' : 'TMPDIR';
    const next = process.env[name]
      ? `Make it a folder that you may write to, or unset ${name}`
      : `Set ${name} to a folder that you may write to`;
    stop(
      `The folder for temporary files, ${folder}, ${what}. ${next}, then run the same command again.`,
    );
  }
}

async function installDependencies() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === lock;
  if (isInstalled()) return;
  const install = async () => {
    if (isInstalled()) return;
    // Native modules ship with binaries: of all install scripts only that of `node` is needed.
    const installed = await during(
      'Installing dependencies (npm ci)',
      async () => (await runNpm('ci', '--ignore-scripts')) && (await runNpm('rebuild', 'node')),
    );
    if (!installed) {
      stop(
        'The dependencies could not be installed. Check that the npm registry can be reached ("npm ping"), then run the same command again.',
      );
    }
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, lock);
  };
  const file = join(root, 'artifacts', 'install.lock');
  await alone(file, 'Another command is installing the dependencies', install);
}

/** @param {string[]} args */
async function runNpm(...args) {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--no-progress'];
  const status = await run('npm', [...args, ...quiet], {
    cwd: root,
    output: 'stderr',
    shell: process.platform === 'win32',
  });
  return status === 0;
}

/**
 * The package `node` brings a current Node from the npm registry; a recent installed one is just as
 * good.
 */
function findNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const own = join(root, 'node_modules', 'node', 'bin', name);
  if (existsSync(own) && spawnSync(own, ['--version']).status === 0) return own;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = oldestNode;
  const recent = major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
  if (recent) return process.execPath;
  return stop(
    `Handset's tools need Node ${oldestNode.join('.')} or newer, and the npm package "node" did not bring one. Delete node_modules and run the same command again, or install Node 24 from nodejs.org.`,
  );
}

// Every npm script, what it does, and its options.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { relay } from './relay/declaration.mjs';
import { existingPath, pathComplaint } from './test-files.mjs';

/** The parts of `npm run torture`. */
export const tortureParts = [
  'dialling',
  'crashing',
  'journal',
  'damage',
  'strangers',
  'recordings',
  'rows',
  'clocks',
  'floor',
  'calls',
];

/** @param {string} text */
const count = (text) =>
  /^[1-9]\d{0,8}$/.test(text) ? null : `"${text}" is not a whole number from 1 up.`;

/** @param {string} text */
const wholeNumber = (text) =>
  /^\d{1,9}$/.test(text) ? null : `"${text}" is not a whole number of at most nine digits.`;

/** @param {string} text */
const oneTorture = (text) =>
  tortureParts.includes(text)
    ? null
    : `there is no part "${text}", only ${tortureParts.join(', ')}.`;

/** @param {string} text */
const link = (text) =>
  /^(tel|callto|handset):./i.test(text) ? null : `"${text}" is not a link like tel:+919876500000.`;

/**
 * npm itself changes to the project's folder, wherever it is called.
 * @param {string} path
 */
const isTyped = (path) => existsSync(resolve(process.env['INIT_CWD'] ?? '.', path));

/** @param {string} text */
const notBlank = (text) => (text.trim() === '' ? 'a text is needed.' : null);

export const commands = {
  start: {
    about: `Builds Handset and opens it. Where Electron cannot be had, it is a preview in
Chromium; without a display, npm run demo runs instead.`,
    groups: [
      {
        title: 'Options',
        options: {
          practice: { about: 'straight to the practice account: nobody is called' },
          hidden: { about: 'in the tray, without a window' },
          profile: {
            value: 'FOLDER',
            about: 'keeps everything there, apart from your own calls and account',
          },
        },
      },
    ],
    words: {
      name: 'tel:NUMBER',
      about: 'puts the number into the dialer',
      most: 1,
      complaint: link,
    },
  },
  dev: {
    about: `Opens Handset and keeps it at the latest sources: change a component, see it.
Windows load again by themselves; a change to main or the preload starts Handset
again. Where Electron cannot be had, on its double in Chromium. Ctrl+C ends it.`,
    groups: [
      {
        title: 'Options',
        options: {
          'own-account': { about: 'the account used last instead of the practice account' },
          profile: {
            value: 'FOLDER',
            about: 'keeps everything there, apart from your own calls and account',
          },
        },
      },
    ],
  },
  test: {
    about: `Everything that is checked: formatting, lint, types, architecture, unit,
integration, end to end. Closes with "N passed, N failed". With a path or --grep
only those tests run, without formatting, lint and types.`,
    groups: [
      {
        title: 'Options',
        options: {
          grep: {
            value: 'TEXT',
            about: 'only tests with this in their names, in capitals or not',
            complaint: notBlank,
          },
        },
      },
    ],
    words: {
      name: 'PATH …',
      about: 'only these: files of tests, or folders, for example tests/e2e/dial.spec.ts',
      most: 999,
      complaint: pathComplaint,
    },
  },
  check: {
    about: 'Formatting, lint, types and architecture: the quick part of npm test.',
    groups: [],
  },
  format: {
    about: `Formats every file, sorts imports, and mends what lint can mend without a risk;
the rest it names.`,
    groups: [],
    words: {
      name: 'PATH …',
      about: 'only these files or folders',
      most: 999,
      complaint: existingPath,
    },
  },
  demo: {
    about: `Handset's main job by itself, through the real interface: places a call, follows
it to its end, fetches its recording, finds it in the history. The pictures are
in artifacts/demo afterwards.`,
    groups: [
      {
        title: 'Options',
        options: {
          to: {
            value: 'NUMBER',
            about: 'the number to dial',
            fallback: '+44 7700 900000',
          },
          json: { about: 'one JSON object on standard output, all else on standard error' },
        },
      },
      {
        title: `Instead of the practice account, a server on this computer that speaks Exotel's
API; it takes all six, and --to`,
        options: {
          provider: { value: 'URL', about: 'where it is: http://127.0.0.1:PORT' },
          sid: { value: 'SID', about: 'the account sid' },
          key: { value: 'KEY', about: 'the API key' },
          token: { value: 'TOKEN', about: 'the API token' },
          agent: { value: 'NUMBER', about: 'the phone that rings first, or a SIP address' },
          exophone: { value: 'NUMBER', about: 'the ExoPhone to call from' },
        },
      },
    ],
    after: `npm writes two lines of its own to standard output; without them it is
  npm run --silent demo -- --json

Exit status: 0 the end of the call is known, 1 it is not, 2 the arguments are wrong.
On the practice account the last four digits choose the story: docs/practice.md.`,
  },
  bench: {
    about: `Measures dialling, what databases of 10,000 and 100,000 calls are asked all day, opening
a damaged one, polling, and a floor of 1,000 desktops, each beside a rival or a bare
minimum, into lab/bench/results/latest.json. Takes a few minutes.`,
    groups: [
      {
        title: 'Options',
        options: {
          calls: {
            value: 'N',
            about: 'one database of N calls alone, into lab/bench/results/calls-N.json',
            complaint: wholeNumber,
          },
          floor: {
            about: 'a floor of 1,000 desktops alone, into lab/bench/results/floor.json',
          },
        },
      },
    ],
    after: `A database of a million calls takes 4 GB of disk and ten minutes.`,
  },
  simulate: {
    about: `Shifts of 10, 50 and 200 agents on a fake clock, into docs/polling.md and
lab/bench/results/polling.json. Takes a few minutes.`,
    groups: [
      {
        title: 'Options',
        options: {
          seed: {
            value: 'N',
            about: 'another draw of calls',
            fallback: '20260105',
            complaint: wholeNumber,
          },
        },
      },
    ],
  },
  torture: {
    about: `Every fault, crash and damage at length, into lab/bench/results/torture.json; stops at
the first broken promise. Takes twenty minutes on two slow cores:
docs/reliability.md.
The parts: ${tortureParts.slice(0, 6).join(', ')},
${tortureParts.slice(6).join(', ')}.`,
    groups: [
      {
        title: 'Options',
        options: {
          only: {
            value: 'PART',
            about: 'one part alone',
            complaint: oneTorture,
          },
          seed: {
            value: 'N',
            about: 'repeats the run that told this seed',
            complaint: wholeNumber,
          },
          dials: {
            value: 'N',
            about: 'dials through the fault server',
            fallback: '10000',
            complaint: count,
          },
          crashes: {
            value: 'N',
            about: 'times to kill the app at work',
            fallback: '1000',
            complaint: count,
          },
          offsets: {
            value: 'N',
            about: 'places to cut the journal at',
            fallback: '5000',
            complaint: count,
          },
          damages: { value: 'N', about: 'databases to damage', fallback: '500', complaint: count },
          mixtures: {
            value: 'N',
            about: 'databases to mix up with files of other moments',
            fallback: '300',
            complaint: count,
          },
          cuts: { value: 'N', about: 'recordings to cut off', fallback: '500', complaint: count },
          databases: {
            value: 'N',
            about: 'databases to put odd rows into',
            fallback: '500',
            complaint: count,
          },
          lives: {
            value: 'N',
            about: 'lives of a profile under clocks that are set',
            fallback: '200',
            complaint: count,
          },
          agents: {
            value: 'N',
            about: 'desktops of a floor, four at least',
            fallback: '200',
            complaint: count,
          },
          kills: {
            value: 'N',
            about: 'times to kill the floor’s broker',
            fallback: '20',
            complaint: count,
          },
          calls: {
            value: 'N',
            about: 'customers who call the floor while relays and brokers are killed',
            fallback: '500',
            complaint: count,
          },
        },
      },
    ],
  },
  mutants: {
    about: `Breaks the pure parts in every small way, one at a time, and asks whether a unit
test notices. Takes nine minutes on two slow cores: docs/quality.md.`,
    groups: [],
    words: {
      name: 'WORD …',
      about: 'only files with one of these in their path, for example: schemas redact',
      most: 99,
    },
  },
  relay,
  gallery: {
    about: `Every component in every state, light and dark, in both languages, on one page:
built into artifacts/gallery, with pictures of it.`,
    groups: [],
  },
  build: {
    about: 'Builds main, preload and renderer into out/, unless they are up to date.',
    groups: [],
  },
  stack: {
    about: `Prints a log with the file, line and column of the sources in the place of each
position in a bundle, by the source maps that the build leaves in out/.`,
    groups: [
      {
        title: 'Options',
        options: {
          maps: {
            value: 'FOLDER',
            about: 'of a release: the artifact "maps-…" of its packaging run',
            complaint: (/** @type {string} */ path) =>
              isTyped(path) ? null : `there is no folder "${path}".`,
          },
        },
      },
    ],
    words: {
      name: 'FILE',
      about: 'for example main.log of a diagnostics export; - is standard input',
      most: 1,
      complaint: (/** @type {string} */ text) =>
        text === '-' || isTyped(text) ? null : `There is no file "${text}".`,
    },
  },
  package: {
    about: `Makes every package for the system that it runs on, into dist/: docs/platforms.md.
Signed where a certificate is configured.`,
    groups: [],
    after: `Exit status: 0 the packages are made, 1 they are not, 2 the arguments are wrong,
3 Electron could not be had: only the unpacked application was made, on a
stand-in for it, which does not start.`,
  },
};

import type { UpdateManaged, UpdateProblem } from '../../contract/updates.ts';
import type { MessageWithHint } from '../shape.ts';

const managed: Record<UpdateManaged, string> = {
  administrator: 'Updates are installed by your administrator. Handset asks nobody for them.',
  package:
    'Updates are installed by your administrator: this kind of installation cannot replace itself. Handset asks nobody for them.',
  unusable:
    'Handset does not look for updates: what {{place}} says cannot be understood. Please tell your administrator.',
};

const problems: Record<UpdateProblem, MessageWithHint> = {
  unreachable: {
    message: 'The place where updates come from did not answer.',
    hint: 'Nothing was changed. Handset asks again tomorrow. If it stays so, tell your administrator.',
  },
  bad_feed: {
    message:
      'The place where updates come from answered with something that is no list of versions.',
    hint: 'Nothing was changed. Are you signed in to this network? Otherwise tell your administrator. Handset asks again tomorrow.',
  },
  older: {
    message: 'Only an older version than this one is offered.',
    hint: 'Nothing was changed: going back needs your administrator’s permission on this computer.',
  },
  wrong_file: {
    message: 'The update was damaged on its way, or is not what was announced.',
    hint: 'It was thrown away; this version goes on. Handset asks again tomorrow. If it stays so, tell your administrator.',
  },
  not_signed: {
    message: 'The update is not signed by those who signed this Handset.',
    hint: 'It was not installed; this version goes on. Please tell your administrator.',
  },
  incomplete: {
    message: 'The update did not arrive in whole.',
    hint: 'What came was thrown away; this version goes on. Handset asks again tomorrow, or when you check now.',
  },
  interrupted: {
    message: 'Calls came first each time the update was being fetched.',
    hint: 'Handset tries again tomorrow. In a quiet moment you can check now.',
  },
  disk_full: {
    message: 'There is not enough room on this computer for the update.',
    hint: 'Make room, then check now. This version goes on.',
  },
  not_installed: {
    message: 'The update could not be installed.',
    hint: 'This version goes on. Try it once more, then tell your administrator.',
  },
};

/** Settings › About: whether there is another version, and who installs it. */
export const updates = {
  title: 'Updates',
  managed,
  problems,
  never: 'Handset looks for updates once a day, and never while you have a call.',
  upToDate: 'This is the newest version, as of {{time}}.',
  check: 'Check now',
  checking: 'Checking…',
  afterCalls: 'Updates wait until your calls are over and wrapped up.',
  found: 'Version {{version}} is there. Handset fetches it in a quiet moment.',
  downloading: 'Version {{version}} is being fetched: {{percent}} %.',
  ready: 'Version {{version}} is ready.',
  readyOlder:
    'Version {{version}} is ready. It is older than this one: your administrator goes back to it.',
  news: 'What is new',
  onQuit: 'Install when I quit',
  onQuitHint: 'Handset never installs anything while you work.',
  now: 'Quit and install now',
  installing: 'Handset ends, installs version {{version}}, and starts again.',
};

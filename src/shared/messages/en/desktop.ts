import type { Notice } from '../../contract/shell.ts';
import type { PracticeStory } from '../../domain/practice-story.ts';
import type { MessageWithHint } from '../shape.ts';

export const notices: Record<Notice['code'], MessageWithHint> = {
  no_keychain: {
    message:
      'This computer has no keychain that answers. Your API key and token are kept in memory only.',
    hint: 'They are gone when Handset quits. Install or unlock a keychain, then save the account again.',
  },
  secret_missing: {
    message: 'Your API key and token are not in the keychain any more.',
    hint: 'Enter them again in Settings › Account. Your calls are all kept.',
  },
  keychain_silent: {
    message: 'Your keychain has not given out your API key and token.',
    hint: 'Unlock it, then ask it again in Settings › Account, or enter both anew. All your calls are kept.',
  },
  hotkey_taken: {
    message: 'Another program already uses {{accelerator}}, so it does not dial here.',
    hint: 'Choose another shortcut in Settings › Shortcuts.',
  },
  clock_ahead: {
    message: 'This computer’s clock is {{amount}} ahead.',
    hint: 'Calls, their durations and calling hours go by Exotel’s clock and are right; dates and times of day here are not. Set the clock in your system’s settings.',
  },
  clock_behind: {
    message: 'This computer’s clock is {{amount}} behind.',
    hint: 'Calls, their durations and calling hours go by Exotel’s clock and are right; dates and times of day here are not. Set the clock in your system’s settings.',
  },
  calls_unwritten: {
    message:
      'What just happened to a call could not be written to the disk. Handset holds it in memory and tries again every few seconds.',
    hint: 'Leave Handset running. Make room on the disk, and close programs that hold its folder.',
  },
  main_failed: {
    message: 'Something went wrong inside Handset. It goes on, and no call is lost.',
    hint: 'If anything looks wrong, quit and start again. Settings › About saves a report for support.',
  },
  login_needs_approval: {
    message: 'macOS does not start Handset at login yet.',
    hint: 'Allow it in System Settings, under General › Login Items.',
  },
  book_damaged: {
    message: 'The call history is damaged on this disk. Nothing was deleted.',
    hint: 'Quit Handset and start it again soon: it will open the newest good backup. Calls placed until then are missing from it.',
  },
  book_restored: {
    message:
      'The call history was damaged or missing. Handset opened the backup of {{backupTime}}; calls, notes and results from then until {{foundTime}} are missing.',
    hint: 'No call was or will be placed again. What was left of the old one is kept for support in {{folder}}.',
  },
  book_emptied: {
    message:
      'The call history was damaged or missing, and there was no good backup. Handset began an empty one on {{foundTime}}.',
    hint: 'No call was or will be placed again. What was left of the old one is kept for support in {{folder}}.',
  },
  book_incomplete: {
    message:
      'Handset did not close properly last time, and a part of the call history is gone. The last calls, notes and results before {{foundTime}} may be missing.',
    hint: 'No call was or will be placed again. Look at your newest calls in History before you dial.',
  },
  documents_reset: {
    message:
      'Some of what Handset had kept could not be read and was reset: {{what}}. Calls and contacts are untouched.',
    hint: 'Look through Settings before you dial. What could not be read is kept for support.',
  },
  log_unwritten: {
    message: 'Handset cannot write its log ({{reason}}). Calls work as ever.',
    hint: 'Make sure that the disk has room and that you may write to {{folder}}.',
  },
  recordings_unsaved: {
    message:
      'Recordings cannot be saved: {{folder}} cannot be used. Calls work as ever, and Exotel keeps the recordings.',
    hint: 'Make sure that it is a folder you may write to, and that its disk is there. Handset tries again by itself.',
  },
  book_older: {
    message:
      'The call history on this disk is older than the one Handset closed; a sync or backup program may have put it there. On {{foundTime}}, calls, notes and results were missing from it.',
    hint: 'No call was or will be placed again. Keep Handset’s folder out of sync programs. If you have a copy of the newer history, quit Handset before you put it back.',
  },
  book_stranger: {
    message:
      'Beside the call history lay a journal that is not its own; a sync or backup program may have put it there. Handset did not use it. Nothing is missing.',
    hint: 'Keep Handset’s folder out of sync programs. The journal is kept for support in {{folder}}.',
  },
  backups_elsewhere: {
    message: 'The folder {{folder}} cannot be used. Handset keeps the backups in {{place}}.',
    hint: 'Nothing is missing. Look at what stands in its place: it has to be a folder that you may write to. Then start Handset again.',
  },
  clipboard_problem: {
    message: 'The clipboard holds no number that can be dialled.',
    hint: 'Copy one phone number, then press the shortcut again.',
  },
  dial_problem: {
    message: 'The call was not placed.',
    hint: 'Open the dialer to see why.',
  },
};

/** What was reset, as a part of a list. */
export const resetDocuments = {
  settings: 'the settings',
  profiles: 'the call profiles',
  account: 'the account',
  book_loss: 'the note on what the call history had lost',
  leftovers: 'what was still to be erased (erase that person again)',
  callback_secret: 'the address for status callbacks (copy the new one)',
  window: 'the place of a window',
  other: 'a small reminder',
};

/** Without the book there is no window yet: the system's own box says why. */
export const cannotOpen = {
  title: 'Handset cannot open its call history',
  newer:
    'A newer version of Handset has written it. Nothing was changed. Install the newest version, then start again.',
  other:
    'Nothing was changed. Make sure that the disk has room and that you may write to this folder, then start again:\n{{file}}',
};

export const cannotStart = {
  title: 'Handset cannot start',
  body: 'Nothing was changed, and nobody was called. Restart the computer and try again; if that does not help, send this to whoever looks after it:\n{{reason}}',
};

/** The page of a window dies again and again. */
export const pageHopeless = {
  title: 'Handset’s window keeps failing',
  body: 'Open calls are still followed. Click to quit, then start Handset again.',
};

export const notifications = {
  ended: {
    practiceTitle: 'Practice · {{outcome}}',
    body: '{{who}}. Click for note and result.',
    bodyTalked: '{{who}} · {{talkTime}} talked. Click for note and result.',
  },
  unknown: {
    title: 'Was {{who}} called?',
    body: 'Exotel’s answer was lost. Click to say whether your phone rang.',
  },
  closedToTray: {
    title: 'Handset is still here',
    body: 'It waits in the tray for your shortcut. Quit from the tray’s menu.',
  },
  closedWithoutTray: {
    title: 'Handset is still here',
    body: 'It is minimised, and waits for your shortcut. Quit it in Settings › General.',
  },
};

export const tray = {
  open: 'Open Handset',
  quit: 'Quit Handset',
  dialClipboard: 'Dial number from clipboard',
  recent: 'Recent numbers',
  live: '{{state}} · {{who}}',
  idle: 'Ready',
  practice: 'Ready · practice account',
};

/** What the last four digits of a practice number bring about. */
export const practiceStories: Record<PracticeStory, string> = {
  completed: 'Both answer and talk',
  agent_unanswered: 'You do not answer your phone',
  customer_unanswered: 'The customer does not answer',
  agent_cancelled: 'You hang up before the customer answers',
  not_dialled: 'You answer; the customer is never dialled',
  busy: 'Refused: your phone is busy',
  blocked: 'Refused: the number is on the do-not-disturb register',
  rate_limited: 'Refused: too many requests',
  server_error: 'Placed, but the answer is lost: outcome unknown',
  recording_late: 'Both talk; the recording comes late',
  legs_unavailable: 'Both talk; the account does not tell about the two phones',
};

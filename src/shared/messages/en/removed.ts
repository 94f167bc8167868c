/** What went for its age, and can be restored. */
export const removed = {
  unheard:
    'Nothing is removed for its age until Exotel’s clock has been heard: with the first answer from your account after each start. The practice account tells no time.',
  apart:
    'Nothing is removed for its age now: this computer’s clock and Exotel’s are more than a day apart. Set the clock in your system’s settings.',
  calls_one: '{{count, number}} call was removed, the latest: {{date}}',
  calls_other: '{{count, number}} calls were removed, the latest: {{date}}',
  callsHint:
    'Each can be restored for seven days, with notes and recordings. Calls are then kept for ever, until you choose a time again.',
  callsBack_zero: 'No call could be restored.',
  callsBack_one: '{{count, number}} call is back. Calls are kept for ever now.',
  callsBack_other: '{{count, number}} calls are back. Calls are kept for ever now.',
  recordings_one: '{{count, number}} recording was removed, the latest: {{date}}',
  recordings_other: '{{count, number}} recordings were removed, the latest: {{date}}',
  recordingsHint:
    'Each can be restored for seven days. Recordings are then kept for ever, until you choose a time again. What went because the space was used up is gone.',
  recordingsBack_zero: 'No recording could be restored: their files are not there any more.',
  recordingsBack_one: '{{count, number}} recording is back. Recordings are kept for ever now.',
  recordingsBack_other: '{{count, number}} recordings are back. Recordings are kept for ever now.',
  restore: 'Restore',
};

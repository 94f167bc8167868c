import type {
  Basis,
  CallOutcome,
  CallState,
  RecordingView,
  TimelineEntry,
} from '../../domain/call.ts';
import type { BuiltInResult } from '../../domain/call-result.ts';
import type { LegStatusWord, TitleAndSentence } from '../shape.ts';

/** Offered after a call until the agent makes a list of their own. */
export const results: Record<BuiltInResult, string> = {
  interested: 'Interested',
  call_later: 'Call later',
  no_answer: 'No answer',
  wrong_number: 'Wrong number',
  not_interested: 'Not interested',
  do_not_call: 'Do not call',
};

export const outcomes: Record<CallOutcome, TitleAndSentence> = {
  completed: { title: 'Talked', sentence: 'You talked with {{who}}.' },
  agent_unanswered: {
    title: 'You did not answer',
    sentence: 'Your phone rang, but was not answered. {{who}} was not called.',
  },
  customer_unanswered: {
    title: 'Customer did not answer',
    sentence: 'You answered, {{who}} did not.',
  },
  agent_cancelled: {
    title: 'You hung up',
    sentence: 'You hung up before {{who}} answered.',
  },
  customer_cancelled: {
    title: 'Customer declined',
    sentence: '{{who}} declined the call.',
  },
  agent_not_dialled: {
    title: 'Your phone didn’t ring',
    sentence: 'Exotel accepted the call, but your phone didn’t ring. {{who}} was not called.',
  },
  customer_not_dialled: {
    title: 'Customer’s phone didn’t ring',
    sentence: 'You answered, but Exotel did not ring {{who}}.',
  },
  other: {
    title: 'Ended, reason not known',
    sentence: 'The call ended, for a reason that Handset doesn’t recognise.',
  },
  rejected: { title: 'Refused', sentence: 'Exotel refused this call. Nobody’s phone rang.' },
  not_sent: {
    title: 'Not placed',
    sentence: 'This call never left this computer. Nobody’s phone rang.',
  },
  unknown: {
    title: 'Not clear if placed',
    sentence: 'We don’t know if this call was placed. Handset won’t dial it again by itself.',
  },
  no_final_status: {
    title: 'Ending not known',
    sentence: 'Exotel never said how this call ended.',
  },
};

export const states: Record<CallState, string> = {
  recorded: 'Preparing',
  sending: 'Placing the call',
  accepted: 'Your phone is ringing',
  agent_answered: 'Ringing or talking',
  finishing: 'Call over, finding out how it went',
  unknown: 'Not clear if placed',
  ended: 'Ended',
  not_sent: 'Not placed',
  rejected: 'Refused',
  no_final_status: 'Ending not known',
};

export const timeline: Record<TimelineEntry['kind'], string> = {
  recorded: 'Kept on this computer',
  sent: 'Sent to Exotel',
  accepted: 'Exotel accepted the call',
  agent_ringing: 'Your phone rang',
  agent_answered: 'You answered',
  customer_dialled: 'Customer’s phone was called',
  talked: 'Talked',
  finishing: 'Both hung up',
  ended: 'The call ended',
  rejected: 'Exotel refused the call',
  not_sent: 'The call was never placed',
  unknown: 'Exotel’s answer was lost',
  no_final_status: 'Exotel never said how it ended',
  verified: 'Checked once more',
  agent_said_rang: 'You said: my phone rang',
  agent_said_silent: 'You said: it didn’t ring',
  unreadable: 'A step that can’t be read',
};

/** How a thing is known. */
export const basis: Record<Basis, string> = {
  observed: 'Exotel said',
  inferred: 'follows from what Exotel said',
  computed: 'worked out from times',
  local: 'this computer',
  agent: 'you said',
};

export const legStatus: Record<LegStatusWord, string> = {
  'in-progress': 'In progress',
  completed: 'Completed',
  failed: 'Failed',
  'no-answer': 'No answer',
  busy: 'Busy',
  canceled: 'Cancelled',
  other: 'Something else',
  unknown: 'Not known',
};

export const recordingState: Record<RecordingView['state'], string> = {
  none: 'No recording',
  processing: 'Exotel is preparing it',
  available: 'At Exotel, not downloaded yet',
  downloading: 'Downloading',
  saved: 'Saved on this computer',
  removed: 'Removed here to save space',
  failed: 'Download failed',
  never_came: 'Exotel provided none',
};

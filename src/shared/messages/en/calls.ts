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
    title: 'No answer',
    sentence: 'You answered, {{who}} did not.',
  },
  agent_cancelled: {
    title: 'You hung up',
    sentence: 'You hung up before {{who}} answered.',
  },
  customer_cancelled: {
    title: 'Customer declined',
    sentence: '{{who}} cut the call before talking.',
  },
  agent_not_dialled: {
    title: 'Your phone was not rung',
    sentence: 'Exotel took the call, but did not ring your phone. {{who}} was not called.',
  },
  customer_not_dialled: {
    title: 'Customer was not rung',
    sentence: 'You answered, but Exotel did not ring {{who}}.',
  },
  other: {
    title: 'Ended otherwise',
    sentence: 'Exotel ended this call with a word that this version does not know.',
  },
  rejected: { title: 'Refused', sentence: 'Exotel refused this call. Nobody was rung.' },
  not_sent: {
    title: 'Not placed',
    sentence: 'This call never left this computer. Nobody was rung.',
  },
  unknown: {
    title: 'Outcome unknown',
    sentence:
      'Nobody knows yet whether this call was placed. Handset will not dial it again by itself.',
  },
  no_final_status: {
    title: 'No final word',
    sentence: 'Exotel never told how this call ended.',
  },
};

export const states: Record<CallState, string> = {
  recorded: 'Preparing',
  sending: 'Placing the call',
  accepted: 'Your phone is ringing',
  agent_answered: 'Ringing or talking',
  finishing: 'Finishing',
  unknown: 'Outcome unknown',
  ended: 'Ended',
  not_sent: 'Not placed',
  rejected: 'Refused',
  no_final_status: 'No final word',
};

export const timeline: Record<TimelineEntry['kind'], string> = {
  recorded: 'Written down',
  sent: 'Sent to Exotel',
  accepted: 'Exotel took the call',
  agent_ringing: 'Your phone rang',
  agent_answered: 'You answered',
  customer_dialled: 'Customer was dialled',
  talked: 'Talked',
  finishing: 'Both hung up',
  ended: 'Ended',
  rejected: 'Exotel refused',
  not_sent: 'Never sent',
  unknown: 'Answer lost',
  no_final_status: 'No final word came',
  verified: 'Checked once more',
  agent_said_rang: 'You said: my phone rang',
  agent_said_silent: 'You said: it didn’t ring',
};

/** How a thing is known. */
export const basis: Record<Basis, string> = {
  observed: 'Exotel said',
  inferred: 'inferred',
  computed: 'computed',
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
  other: 'Another word',
  unknown: 'Not told',
};

export const recordingState: Record<RecordingView['state'], string> = {
  none: 'No recording',
  processing: 'Processing at Exotel',
  available: 'At Exotel, not downloaded yet',
  downloading: 'Downloading',
  saved: 'Saved on this computer',
  removed: 'Removed here to save space',
  failed: 'Download failed',
  never_came: 'No recording came',
};

import type { RefusalKind } from '../../domain/call.ts';
import type { MessageWithHint } from '../shape.ts';

/** Exotel's own code and words stand beside these sentences, so they do not repeat them. */
export const refusals: Record<RefusalKind, MessageWithHint> = {
  auth_failed: {
    message: 'Exotel did not accept the API key and token.',
    hint: 'Enter them again in Settings › Account, and check the region.',
  },
  wrong_account: {
    message: 'Exotel does not know this account sid.',
    hint: 'Correct the account sid in Settings › Account.',
  },
  bad_request: {
    message: 'Exotel could not make sense of the request.',
    hint: 'Check the number and the ExoPhone. If both are right, show the code to your Exotel contact.',
  },
  user_not_found: {
    message: 'Exotel does not know your phone as a user.',
    hint: 'Check “Your phone” in Settings › Account, or ask your administrator to add you.',
  },
  agent_unavailable: {
    message: 'Your phone is switched off or not available.',
    hint: 'Switch it on, wait until it has signal, then dial again.',
  },
  agent_unverified: {
    message: 'Your phone is not verified at Exotel yet.',
    hint: 'Verify it in your Exotel dashboard, then dial again.',
  },
  agent_busy: {
    message: 'Your phone is busy with another call.',
    hint: 'Hang up the other call, then dial again.',
  },
  agent_stuck: {
    message: 'Exotel believes that your phone is still in an earlier call.',
    hint: 'Wait a few minutes. If it stays so, ask Exotel to release your device.',
  },
  no_device: {
    message: 'No phone is set for you at Exotel.',
    hint: 'Ask your administrator to add a device for you.',
  },
  voip_not_allowed: {
    message: 'Your Exotel account may not place calls over the internet.',
    hint: 'Use a phone number in place of the SIP address, or ask Exotel to allow it.',
  },
  unsupported: {
    message: 'Your Exotel account does not support this kind of call.',
    hint: 'Show the code to your Exotel contact.',
  },
  virtual_number_not_found: {
    message: 'Exotel does not know this ExoPhone.',
    hint: 'Correct the ExoPhone in Settings › Account.',
  },
  blocked_dnd: {
    message: 'This number is blocked: it is on the do-not-disturb register.',
    hint: 'Do not try again. Reach this person another way.',
  },
  rate_limited: {
    message: 'Your Exotel account is at its limit of requests for this minute.',
    hint: 'Dial again in {{retryAfterSeconds}} s.',
  },
  call_not_found: {
    message: 'Exotel does not know this call.',
    hint: 'Look into your Exotel dashboard before you dial again.',
  },
  legs_unavailable: {
    message: 'This Exotel account does not tell about the two phones of a call.',
    hint: 'Calls work all the same. Ask Exotel to switch on the legs API to see more.',
  },
  server_error: {
    message: 'Exotel had a fault of its own.',
    hint: 'Watch your phone: the call may still come.',
  },
  other_refusal: {
    message: 'Exotel refused, for a reason that this version does not know.',
    hint: 'Show the code to your Exotel contact.',
  },
  unreachable: {
    message: 'This computer could not reach Exotel.',
    hint: 'Check the internet connection, then dial again.',
  },
  proxy_refused: {
    message: 'The proxy of this network did not let Handset through to Exotel.',
    hint: 'It may want a name and a password, which Handset cannot give. Ask your administrator to let Exotel through without them, then dial again.',
  },
  name_not_resolved: {
    message: 'Exotel’s address was not found. This computer is probably offline.',
    hint: 'Check the internet connection, then dial again.',
  },
  tls_failed: {
    message: 'No secure connection to Exotel was possible.',
    hint: 'Check this computer’s clock, and whether a proxy stands in between.',
  },
  timed_out: {
    message: 'Exotel did not answer in time.',
    hint: 'Watch your phone: the call may still come.',
  },
  connection_lost: {
    message: 'The request went out, but Exotel’s answer was lost on the way.',
    hint: 'Watch your phone: the call may still come.',
  },
  unreadable_answer: {
    message: 'Exotel answered, but the answer cannot be read.',
    hint: 'Watch your phone: the call may still come.',
  },
  app_stopped: {
    message: 'Handset stopped while the call was being placed.',
    hint: 'Look whether your phone rang before you dial again.',
  },
  book_unwritable: {
    message:
      'The call history could not be written, so this call was not placed. Nobody was called.',
    hint: 'Make room on the disk or close backup programs, then dial again.',
  },
};

/** Around the sentences above: what Exotel said itself, and the next step when a look failed. */
export const problems = {
  said: {
    both: 'Exotel says: “{{description}}” (code {{code}}, HTTP {{status}}).',
    code: 'Exotel gives code {{code}} (HTTP {{status}}).',
    words: 'Exotel says: “{{description}}” (HTTP {{status}}).',
    status: 'Exotel answered with HTTP {{status}}.',
  },
  asksAgain: 'The call itself goes on; Handset asks again by itself.',
};

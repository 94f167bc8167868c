import type { DialErrorCode } from '../../domain/app-error.ts';
import type { MessageWithHint } from '../shape.ts';
import { numberErrors } from './numbers.ts';

/** Why nothing was dialled, as far as the number and the dial gate are concerned. */
export const dialErrors: Record<DialErrorCode, MessageWithHint> = {
  ...numberErrors,
  account_switched: {
    message: 'The account was changed before the call was placed. Nothing was dialled.',
    hint: 'Look which account is in use now, then dial again if you mean it.',
  },
  again_practice: {
    message:
      'This was a practice call, and your Exotel account is in use now: it would ring a real person. Nothing was dialled.',
    hint: 'Switch to the practice account to practise it again, or type the number if you mean to call it.',
  },
  again_real: {
    message: 'This was a real call, and the practice account is in use now. Nothing was dialled.',
    hint: 'Switch to your Exotel account in Settings › Account, then call again.',
  },
  again_unreadable: {
    message: 'What Handset kept of this call can’t be read in full. Nothing was dialled.',
    hint: 'Check the number, then type it in the dialer if you mean to call it.',
  },
  already_placing: {
    message: 'A call is being placed right now. It was not placed a second time.',
    hint: 'Wait a moment for the answer.',
  },
  just_dialled: {
    message: 'This number was dialled a moment ago. It was not dialled again.',
    hint: 'Wait a few seconds, then dial again if you mean it.',
  },
  live_call: {
    message: 'Another call is still on your line.',
    hint: 'Hang up on your phone first. If it is over already, you can dial anyway.',
  },
  unknown_call: {
    message: 'Nobody knows yet whether your last call to this number was placed.',
    hint: 'Say on that call whether your phone rang, or dial anyway.',
  },
  do_not_call: {
    message: 'This number is marked do-not-call.',
    hint: 'Leave this person in peace. If you have to call, write why: the reason is kept with the call.',
  },
  outside_hours: {
    message: 'It is {{localTime}} there. Calls are allowed from {{from}} to {{to}} only.',
    hint: 'Call within these hours. If it cannot wait, write why: the reason is kept with the call.',
  },
  perhaps_outside_hours: {
    message:
      'It may be {{localTime}} there: this country has several time zones. Calls are allowed from {{from}} to {{to}} only.',
    hint: 'Call within these hours. If you know that it is day there, or it cannot wait, write why: the reason is kept with the call.',
  },
};

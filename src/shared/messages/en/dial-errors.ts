import type { DialErrorCode } from '../../domain/app-error.ts';
import type { MessageWithHint } from '../shape.ts';

/** Why nothing was dialled, as far as the number and the dial gate are concerned. */
export const dialErrors: Record<DialErrorCode, MessageWithHint> = {
  number_empty: {
    message: 'There is no number to dial yet.',
    hint: 'Type or paste a phone number.',
  },
  number_incomplete: {
    message: 'This number is not complete yet. Nothing was dialled.',
    hint: 'Type the remaining digits. For another country, start with + and its code.',
  },
  number_too_long: {
    message: 'This number has too many digits. Nothing was dialled.',
    hint: 'Check the digits, or paste one number alone.',
  },
  number_none: {
    message: 'There is no phone number in this text. Nothing was dialled.',
    hint: 'Type or paste a phone number.',
  },
  number_several: {
    message: 'There is more than one number here. Nothing was dialled.',
    hint: 'Choose the one you mean.',
  },
  number_ambiguous: {
    message: 'This could be read as two different numbers. Nothing was dialled.',
    hint: 'Leave only the number you mean.',
  },
  number_invalid: {
    message: 'No phone has this number. Nothing was dialled.',
    hint: 'Check the digits. For another country, start with + and its code.',
  },
  number_emergency: {
    message: 'Emergency numbers cannot be called through Exotel. Nothing was dialled.',
    hint: 'Call it on your own phone.',
  },
  number_short_code: {
    message: 'Short numbers cannot be called through Exotel. Nothing was dialled.',
    hint: 'Call it on your own phone, or find its full number.',
  },
  number_service_code: {
    message: 'Codes with * or # cannot be called through Exotel. Nothing was dialled.',
    hint: 'Use them on your own phone.',
  },
  number_letters: {
    message: 'This number has letters in it. Nothing was dialled.',
    hint: 'Write it with digits alone.',
  },
  number_own_phone: {
    message: 'This is your own phone. Nothing was dialled.',
    hint: 'Enter the customer’s number.',
  },
  number_exophone: {
    message: 'This is your ExoPhone, the number customers see. Nothing was dialled.',
    hint: 'Enter the customer’s number.',
  },
  number_practice: {
    message: 'This number exists for practice only. Nothing was dialled.',
    hint: 'Switch to the practice account to call it, or enter a customer’s number.',
  },
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

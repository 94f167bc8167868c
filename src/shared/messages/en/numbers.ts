import type { NumberProblem } from '../../domain/number-problem.ts';
import type { MessageWithHint } from '../shape.ts';

/** What was seen in place of a number that can be dialled, and what to do. */
export const numberErrors: Record<NumberProblem, MessageWithHint> = {
  number_empty: {
    message: 'There is no number to dial yet.',
    hint: 'Type or paste a phone number.',
  },
  number_incomplete: {
    message: 'This number is not complete: digits are missing.',
    hint: 'Type the remaining digits. For another country, start with + and its code.',
  },
  number_too_long: {
    message: 'There are more digits here than one phone number has.',
    hint: 'Take away what does not belong to the number, then dial.',
  },
  number_none: {
    message: 'There is no phone number in this text.',
    hint: 'Type or paste a phone number.',
  },
  number_several: {
    message: 'There are several phone numbers in this text.',
    hint: 'Choose the one you mean.',
  },
  number_ambiguous: {
    message:
      'This text does not settle which number is meant: it can be read in more than one way.',
    hint: 'Choose the number you mean, or type it in full, starting with + and the country’s code.',
  },
  number_invalid: {
    message: 'No phone can have this number: its country gives out none like it.',
    hint: 'Check the digits. For another country, start with + and its code.',
  },
  number_emergency: {
    message: 'This is an emergency number. Emergency numbers can’t be called through Exotel.',
    hint: 'Use your own phone: dial it there now.',
  },
  number_short_code: {
    message: 'This is a short service number. Exotel calls full phone numbers only.',
    hint: 'Use your own phone. If this is the beginning of a longer number, type the rest.',
  },
  number_service_code: {
    message: 'This is a code with * or #. A code gives orders to a phone; it calls nobody.',
    hint: 'Enter it on your own phone, or type the number alone.',
  },
  number_letters: {
    message: 'This number is written with letters.',
    hint: 'Type the digits that stand for them on a phone’s keys.',
  },
  number_rounded: {
    message:
      'A spreadsheet has shortened this number (as in 9.87654E+09): its last digits are gone.',
    hint: 'Widen the column or format it as text, then copy the number again.',
  },
  number_own_phone: {
    message: 'This is your own phone. A call to it would ring you twice.',
    hint: 'Enter the customer’s number.',
  },
  number_exophone: {
    message: 'This is your ExoPhone, the number that customers see. It can’t be called from here.',
    hint: 'Enter the customer’s number.',
  },
  number_practice: {
    message: 'This number exists for practice only: no phone has it.',
    hint: 'Switch to the practice account to call it, or enter a customer’s number.',
  },
};

/** Beside the number field. */
export const numbers = {
  problems: {
    number_empty: 'No number yet',
    number_incomplete: 'Not complete yet',
    number_too_long: 'Too many digits for one number',
    number_none: 'No phone number in this text',
    number_several: 'Several numbers: choose one',
    number_ambiguous: 'Can be read in more than one way',
    number_invalid: 'No phone has this number',
    number_emergency: 'Emergency number: use your own phone',
    number_short_code: 'Short service number: use your own phone',
    number_service_code: 'A code, not a number',
    number_letters: 'Written with letters: type the digits',
    number_rounded: 'Shortened by a spreadsheet: digits are lost',
    number_own_phone: 'Your own phone',
    number_exophone: 'Your ExoPhone',
    number_practice: 'For practice only: no phone has it',
  } satisfies Record<NumberProblem, string>,
  choose: 'Which number?',
  isIt: 'Is it this number?',
  extension: 'ext. {{extension}}: press it after the answer',
};

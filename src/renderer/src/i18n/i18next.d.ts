import type { Messages } from '../../../shared/messages/messages.ts';

declare module 'i18next' {
  // Keys are checked: a sentence that does not exist is a type error.
  interface CustomTypeOptions {
    resources: { translation: Messages };
  }
}

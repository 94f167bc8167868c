import type { MessageKey } from '../../shared/messages/messages.ts';

/** Looks a sentence up in the agent's language: a key of `shared/messages`, and its values. */
export type Translate = (key: MessageKey, params?: Record<string, string | number>) => string;

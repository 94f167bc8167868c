import type { MessageKey } from '../../shared/messages/messages.ts';

/** Looks up a sentence in the agent's language, by its key in `shared/messages` and its values. */
export type Translate = (key: MessageKey, params?: Record<string, string | number>) => string;

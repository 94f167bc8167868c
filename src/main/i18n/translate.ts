/** Looks a sentence up in the agent's language: a key of `shared/messages`, and its values. */
export type Translate = (key: string, params?: Record<string, string | number>) => string;

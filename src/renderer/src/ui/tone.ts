/** A state's colour. Never alone: a word or an icon says the same. */
export type Tone = 'ringing' | 'talking' | 'ended' | 'failed' | 'practice';

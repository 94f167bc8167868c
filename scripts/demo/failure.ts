import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect, stripVTControlCharacters } from 'node:util';
import { errors } from 'playwright-core';
import { Stopped } from '../terminal.mjs';
import type { Problem } from './report.ts';

/** The app refused, in a sentence of its own, before there was a call. */
export class Refused extends Error {
  readonly kind: 'account_refused' | 'dial_refused';

  constructor(kind: Refused['kind'], sentence: string) {
    super(sentence);
    this.kind = kind;
  }
}

/** Either the app or its browser did not start. */
export class NotStarted extends Error {
  constructor(cause: unknown) {
    super('Handset did not start', { cause });
  }
}

/**
 * Describes whatever stopped the demo. Messages of the underlying tools are not for users: they go
 * into `details.txt` in `folder`.
 */
export function tellFailure(error: unknown, folder: string): Problem {
  if (error instanceof Refused) return { kind: error.kind, code: null, message: error.message };
  if (error instanceof Stopped) return { kind: 'demo_failed', code: null, message: error.message };
  writeFileSync(join(folder, 'details.txt'), `${stripVTControlCharacters(inspect(error))}\n`);
  return { kind: 'demo_failed', code: null, message: sentenceOf(error) };
}

function sentenceOf(error: unknown): string {
  if (error instanceof NotStarted) {
    return 'Handset did not start. If another Chromium is installed, name it in CHROMIUM_PATH, then run the same command again.';
  }
  return error instanceof errors.TimeoutError
    ? 'Handset did not show in time what should have come.'
    : 'Something went wrong that the demo has no words for.';
}

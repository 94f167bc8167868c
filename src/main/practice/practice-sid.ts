import { createHash, randomInt } from 'node:crypto';
import {
  type ArrivalStory,
  arrivalStories,
  type PracticeStory,
  practiceStories,
} from '../../shared/domain/practice-story.ts';

/** What determines a practice call's whole course. */
export interface PracticeCall {
  /** Epoch milliseconds. */
  createdAt: number;
  story: PracticeStory | ArrivalStory;
  record: boolean;
  /** The digits of the number that was dialled, or that called: country code first. */
  digits: string;
}

/** One hexadecimal digit tells which. */
const stories = [...practiceStories, ...arrivalStories];
const radix = 16;
const checkLength = 3;

/**
 * Encodes a call in its own sid, 32 hexadecimal characters, so that a server started later still
 * knows it and nothing has to be stored.
 *
 * Layout: time (12), story (1), record (1), count of digits (1), digits (13), random (1), check
 * (3).
 */
export function encodeSid({ createdAt, story, record, digits }: PracticeCall): string {
  const body = [
    hex(createdAt, 12),
    hex(stories.indexOf(story), 1),
    hex(Number(record), 1),
    hex(digits.length, 1),
    hex(Number(digits), 13),
    hex(randomInt(radix), 1),
  ].join('');
  return body + checkOf(body);
}

/** Decodes the call in a sid; null if no practice server ever issued it. */
export function decodeSid(sid: string): PracticeCall | null {
  if (!/^[0-9a-f]{32}$/.test(sid)) return null;
  const body = sid.slice(0, -checkLength);
  const story = stories[unhex(body, 12, 13)];
  if (sid.slice(-checkLength) !== checkOf(body) || story === undefined) return null;
  return {
    createdAt: unhex(body, 0, 12),
    story,
    record: unhex(body, 13, 14) === 1,
    digits: String(unhex(body, 15, 28)).padStart(unhex(body, 14, 15), '0'),
  };
}

function hex(value: number, length: number): string {
  return value.toString(radix).padStart(length, '0');
}

function unhex(text: string, from: number, to: number): number {
  return Number.parseInt(text.slice(from, to), radix);
}

function checkOf(body: string): string {
  return createHash('sha256').update(body).digest('hex').slice(0, checkLength);
}

import { existsSync } from 'node:fs';
import { findProgram, installPackage } from './programs.ts';

/** Debian has it where only root's PATH looks; Homebrew on macOS in two places. */
const usualPlaces = [
  '/usr/sbin/mosquitto',
  '/opt/homebrew/sbin/mosquitto',
  '/usr/local/sbin/mosquitto',
];

/** Returns an installed mosquitto, the MQTT broker; null if there is none. */
export function findMosquitto(): string | null {
  return findProgram(['mosquitto']) ?? usualPlaces.find((path) => existsSync(path)) ?? null;
}

/** Returns mosquitto, installing it if necessary; null if it cannot be had. */
export async function ensureMosquitto(): Promise<string | null> {
  const found = findMosquitto();
  if (found) return found;
  await installPackage('mosquitto');
  return findMosquitto();
}

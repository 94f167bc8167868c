import { parseNumber } from '../../main/base/phone-number.ts';
import type { Agent } from '../config.ts';

/**
 * Returns what all ways of writing an address have in common: E.164 of a number, the id of a SIP
 * address in lower case.
 *
 * @param defaultCountry ISO 3166 alpha-2: decides for numbers without a country code
 */
export function plainAddress(uri: string, defaultCountry: string): string {
  const id = uri.trim().replace(/^sips?:/i, '');
  if (id !== uri.trim()) return id.toLowerCase();
  return parseNumber(id, defaultCountry).e164 ?? id.toLowerCase();
}

/** Whose phone rings, by agents.json. */
export class Addresses {
  readonly #country: string;
  #owners = new Map<string, string[]>();

  constructor(defaultCountry: string, agents: readonly Agent[]) {
    this.#country = defaultCountry;
    this.replace(agents);
  }

  /** Takes agents.json as it stands now. */
  replace(agents: readonly Agent[]): void {
    this.#owners = new Map();
    for (const { id, uri } of agents) {
      if (uri === undefined) continue;
      const plain = plainAddress(uri, this.#country);
      this.#owners.set(plain, [...(this.#owners.get(plain) ?? []), id]);
    }
  }

  isSame(one: string, other: string): boolean {
    return plainAddress(one, this.#country) === plainAddress(other, this.#country);
  }

  /** E.164 of a customer; null for what is no number. */
  numberOf(caller: string | null): string | null {
    return caller === null ? null : parseNumber(caller, this.#country).e164;
  }

  /** Agents whose phone this is: nobody, or one, or those who share it. */
  owners(uri: string): readonly string[] {
    return this.#owners.get(plainAddress(uri, this.#country)) ?? [];
  }
}

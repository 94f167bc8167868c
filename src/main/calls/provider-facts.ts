import { type ProviderFacts, providerFactsSchema } from '../../shared/domain/call.ts';

const names = providerFactsSchema.keyof().options;

/** Merges what Exotel says now over what it said before: news replaces, silence removes nothing. */
export function learn(before: ProviderFacts | null, seen: ProviderFacts): ProviderFacts {
  const facts = names.map((name) => [name, seen[name] ?? before?.[name] ?? null]);
  return providerFactsSchema.parse(Object.fromEntries(facts));
}

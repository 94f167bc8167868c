import { type ProviderFacts, providerFactsSchema } from '../../shared/domain/call.ts';

const names = providerFactsSchema.keyof().options;

/** What Exotel tells now, over what it told before: news replace, silence takes nothing away. */
export function learn(before: ProviderFacts | null, seen: ProviderFacts): ProviderFacts {
  const facts = names.map((name) => [name, seen[name] ?? before?.[name] ?? null]);
  return providerFactsSchema.parse(Object.fromEntries(facts));
}

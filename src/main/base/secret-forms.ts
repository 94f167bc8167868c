import { basicPair } from './basic-auth.ts';

/** Hiding anything shorter would hide ordinary words. */
const shortestSecret = 6;

/**
 * Returns the forms in which key and token may turn up in a text: as they are, as the Authorization
 * pair, in a URL, in JSON.
 */
export function secretForms({ apiKey, apiToken }: { apiKey: string; apiToken: string }): string[] {
  const pair = basicPair({ apiKey, apiToken });
  const forms = [pair, apiKey, apiToken]
    .filter((secret) => secret.length >= shortestSecret)
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      secret.replaceAll('/', '\\/'),
    ]);
  return [...new Set(forms)];
}

export function withoutSecrets(text: string, forms: Iterable<string>): string {
  let cleaned = text;
  for (const form of forms) cleaned = cleaned.replaceAll(form, '[secret]');
  return cleaned;
}

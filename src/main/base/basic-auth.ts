/** Key and token joined as HTTP Basic sends them (RFC 7617), in base64. */
export function basicPair({ apiKey, apiToken }: { apiKey: string; apiToken: string }): string {
  return Buffer.from(`${apiKey}:${apiToken}`).toString('base64');
}

/** The value of the Authorization header. */
export function basicAuth(credentials: { apiKey: string; apiToken: string }): string {
  return `Basic ${basicPair(credentials)}`;
}

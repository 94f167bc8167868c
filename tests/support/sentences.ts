/** Returns every sentence by its path: `errors.offline.hint`. */
export function sentences(messages: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(messages).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[`${path}${key}`, value] as const]
        : [...sentences(value, `${path}${key}.`)],
    ),
  );
}

/** Returns the names of the values that a sentence takes. */
export function placeholders(sentence: string): string[] {
  return [...sentence.matchAll(/\{\{(\w+)/g)].map(([, name]) => name ?? '').sort();
}

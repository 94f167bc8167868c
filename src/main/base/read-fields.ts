import type { z } from 'zod';

/** A value as far as it could be read, and the names of the fields that could not be. */
export interface Read<T> {
  value: T;
  odd: string[];
}

/**
 * Reads stored values field by field, so that one bad field doesn't affect the others: it takes the
 * fallback's value and is listed as odd. If the value is not an object, every required field is
 * odd.
 */
export function readFields<T extends object>(
  schema: z.ZodObject & z.ZodType<T>,
  stored: unknown,
  fallback: T,
): Read<T> {
  const whole = schema.safeParse(stored);
  if (whole.success) return { value: whole.data, odd: [] };
  const given = objectOf(stored);
  const good: Record<string, unknown> = {};
  const odd: string[] = [];
  for (const [name, field] of Object.entries(schema.shape)) {
    const parsed = (field as z.ZodType).safeParse(
      Object.hasOwn(given, name) ? given[name] : undefined,
    );
    if (parsed.success) good[name] = parsed.data;
    else odd.push(name);
  }
  return { value: { ...fallback, ...good }, odd };
}

/** Returns what a stored value is an object of; what is no object has no fields. */
export function objectOf(value: unknown): Record<string, unknown> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : {};
}

import { expect, test } from 'vitest';
import { z } from 'zod';
import { readFields } from '../../../../src/main/base/read-fields.ts';

const schema = z.object({ name: z.string(), age: z.number().default(7) });
const fallback = { name: 'nobody', age: 0 };
const read = (stored: unknown) => readFields(schema, stored, fallback);

test('what is as it should be is read, what is absent takes its default, and nothing is odd', () => {
  expect(read({ name: 'Asha', age: 3 })).toEqual({ value: { name: 'Asha', age: 3 }, odd: [] });
  expect(read({ name: 'Asha' })).toEqual({ value: { name: 'Asha', age: 7 }, odd: [] });
});

test('a field that went bad costs itself alone, and is named', () => {
  expect(read({ name: 7, age: 3 })).toEqual({ value: { name: 'nobody', age: 3 }, odd: ['name'] });
  expect(read({ name: 'Asha', age: 'x' })).toEqual({
    value: { name: 'Asha', age: 0 },
    odd: ['age'],
  });
  expect(read({ name: [], age: null }).odd).toEqual(['name', 'age']);
});

test.each([undefined, null, 'text', 7, [['name', 'Asha']]])('%j is no object', (stored) => {
  expect(read(stored)).toEqual({ value: { name: 'nobody', age: 7 }, odd: ['name'] });
});

test('what every object has is no field of this one', () => {
  const own = z.object({
    constructor: z.unknown().refine((value) => value === undefined),
    n: z.number(),
  });
  expect(readFields(own, { n: 'x' }, { constructor: undefined, n: 1 }).odd).toEqual(['n']);
  const list = Object.assign([], { name: 'Asha' });
  expect(read(list).odd).toEqual(['name']);
});

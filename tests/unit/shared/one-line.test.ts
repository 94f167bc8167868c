import { expect, test } from 'vitest';
import { parseNumber } from '../../../src/main/base/phone-number.ts';
import { onOneLine } from '../../../src/shared/domain/one-line.ts';

test.each([
  ['98765 43210\n', '98765 43210'],
  ['98765 43210\r\n98765 43211\r\n', '98765 43210 | 98765 43211'],
  ['Asha\t98765 43210\n\n Pune', 'Asha | 98765 43210 | Pune'],
  ['1800 123 4567\n2', '1800 123 4567 | 2'],
  [' \n ', ''],
])('%j stands in the field as %j', (pasted, line) => {
  expect(onOneLine(pasted)).toBe(line);
});

test('what is cut off is not dialled as it stands', () => {
  const text = `${'x '.repeat(9_993)}1800 123 4567 89`;
  expect(onOneLine(text)).toHaveLength(20_000);
  expect(parseNumber(onOneLine(text), 'IN').e164).toBeNull();
});

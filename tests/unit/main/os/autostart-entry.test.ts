import { expect, test } from 'vitest';
import { autostartEntry } from '../../../../src/main/os/autostart-entry.ts';

const exec = (path: string) => /^Exec=(.*)$/m.exec(autostartEntry(path))?.[1];

test('the program starts in the tray', () => {
  expect(exec('/opt/Handset/handset')).toBe('"/opt/Handset/handset" --hidden');
});

test('what the format reserves is escaped', () => {
  expect(exec('/home/a b/100%/$x"y`z')).toBe('"/home/a b/100%%/\\\\$x\\\\"y\\\\`z" --hidden');
  expect(exec('/a\\b')).toBe('"/a\\\\\\\\b" --hidden');
});

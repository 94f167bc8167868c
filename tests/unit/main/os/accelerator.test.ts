import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isHotkey } from '../../../../src/main/os/accelerator.ts';
import { defaultSettings } from '../../../../src/shared/domain/settings.ts';

test.each([defaultSettings.hotkey, 'Ctrl+D', 'Alt+F9', 'Super+Space', 'cmd+shift+plus', 'Ctrl+.'])(
  '%s is a hotkey',
  (accelerator) => {
    expect(isHotkey(accelerator)).toBe(true);
  },
);

test.each([
  '',
  'D',
  'F9',
  'Shift+D',
  'Ctrl',
  'Ctrl+Shift',
  'Ctrl+',
  'Ctrl++',
  'Ctrl+DD',
  'Ctrl+D+E',
  'Ctrl+Ctrl+D',
  'Hyper+D',
  'Ctrl+F25',
  'Ctrl+ö',
])('%s is none', (accelerator) => {
  expect(isHotkey(accelerator)).toBe(false);
});

test('any text is answered', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      if (isHotkey(text)) expect(text).toContain('+');
    }),
  );
});

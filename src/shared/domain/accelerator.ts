export type Platform = 'linux' | 'darwin' | 'win32';

/** Maps rather than objects: a stored accelerator may say `constructor`. */
const macSigns = new Map([
  ['CommandOrControl', '⌘'],
  ['Command', '⌘'],
  ['Control', '⌃'],
  ['Alt', '⌥'],
  ['Shift', '⇧'],
  ['Super', '⌘'],
]);
const otherNames = new Map([
  ['CommandOrControl', 'Ctrl'],
  ['Control', 'Ctrl'],
  ['Super', 'Super'],
]);

/** Formats an Electron accelerator as the system's own menus do: `Ctrl+Shift+D`, `⌘⇧D`. */
export function acceleratorLabel(accelerator: string, platform: Platform): string {
  const parts = accelerator.split('+');
  if (platform === 'darwin') return parts.map((part) => macSigns.get(part) ?? part).join('');
  return parts.map((part) => otherNames.get(part) ?? part).join('+');
}

export type Platform = 'linux' | 'darwin' | 'win32';

const macSigns: Record<string, string> = {
  CommandOrControl: '⌘',
  Command: '⌘',
  Control: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Super: '⌘',
};
const otherNames: Record<string, string> = {
  CommandOrControl: 'Ctrl',
  Control: 'Ctrl',
  Super: 'Super',
};

/** An Electron accelerator as the system's own menus write it: `Ctrl+Shift+D`, `⌘⇧D`. */
export function acceleratorLabel(accelerator: string, platform: Platform): string {
  const parts = accelerator.split('+');
  if (platform === 'darwin') return parts.map((part) => macSigns[part] ?? part).join('');
  return parts.map((part) => otherNames[part] ?? part).join('+');
}

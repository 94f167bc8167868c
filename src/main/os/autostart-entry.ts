/**
 * Returns the file that starts a program at login on Linux desktops.
 * https://specifications.freedesktop.org/autostart-spec/latest/
 */
export function autostartEntry(executable: string): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Handset',
    `Exec=${quote(executable)} --hidden`,
    'Terminal=false',
    '',
  ].join('\n');
}

/** Quotes by the Desktop Entry Specification, then escapes as its string values require. */
function quote(argument: string): string {
  const quoted = argument.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  return `"${quoted.replaceAll('\\', '\\\\')}"`;
}

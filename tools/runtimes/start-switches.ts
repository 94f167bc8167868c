/**
 * Returns the switches for Electron in tests, the same for a first and a second start: the language
 * that the specs read, and on Linux no sandbox, as Playwright starts it. A second start with other
 * switches would end before it could hand anything over.
 */
export function startSwitches(platform: string): string[] {
  switch (platform) {
    case 'darwin':
      // Chromium's own switch is ignored there.
      return ['-AppleLanguages', '(en-US)'];
    case 'linux':
      return ['--no-sandbox', '--lang=en-US'];
    default:
      return ['--lang=en-US'];
  }
}

/**
 * Returns the environment of the tests' Electron: nothing undefined, nothing that turns it into a
 * plain Node.
 */
export function startEnvironment(...parts: readonly NodeJS.ProcessEnv[]): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _node, ...merged } = Object.assign({}, ...parts);
  return Object.fromEntries(
    Object.entries(merged).filter(([, value]) => value !== undefined),
  ) as Record<string, string>;
}

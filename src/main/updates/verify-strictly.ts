import type { NsisUpdater } from 'electron-updater';
import { verifySignature } from 'electron-updater/out/windowsExecutableCodeSignatureVerifier.js';

/**
 * Treats a signature that could not be checked as missing. Where PowerShell cannot be run, as a
 * company may have configured it, electron-updater accepts any file as signed.
 */
export function verifyStrictly(
  updater: Pick<NsisUpdater, 'logger' | 'verifyUpdateCodeSignature'>,
  verify = verifySignature,
): void {
  const { logger } = updater;
  updater.verifyUpdateCodeSignature = async (publishers, file) => {
    let ignored = false;
    const verdict = await verify(publishers, file, {
      info: (text: unknown) => logger?.info(text),
      error: (text: unknown) => logger?.error(text),
      warn: (text: unknown) => {
        if (/ignoring signature/i.test(String(text))) ignored = true;
        logger?.warn(text);
      },
    });
    return verdict ?? (ignored ? 'nobody could look at the signature' : null);
  };
}

import { open } from 'node:fs/promises';
import type { Licences } from '../../shared/contract/licences.ts';
import type { AreaOf } from '../ipc/area.ts';

/** The most of the licences a page is given; today's are a hundred kilobytes. */
const longestBytes = 4 * 1024 * 1024;

/** @param file what packaging put beside the archive */
export function createLicences(file: string, longest: number = longestBytes): AreaOf<'licences'> {
  return { handlers: { read: () => readLicences(file, longest) }, events: {} };
}

async function readLicences(file: string, longest: number): Promise<Licences> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!handle) return { text: null, restIn: null };
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(Math.min(size, longest));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    const whole = size <= longest;
    // A character that the limit cut in two is left out.
    const text = new TextDecoder().decode(buffer.subarray(0, bytesRead), { stream: !whole });
    return { text, restIn: whole ? null : file };
  } finally {
    await handle.close();
  }
}

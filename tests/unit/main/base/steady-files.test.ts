import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  patiently,
  removePatiently,
  renamePatiently,
  syncFolder,
} from '../../../../src/main/base/steady-files.ts';
import { type Refusals, refuseFiles } from '../../../support/refusing-files.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

let undo = () => {};

function refuse(refusals: Refusals): void {
  undo = refuseFiles(refusals);
}

afterEach(() => {
  undo();
  undo = () => {};
});

describe('syncFolder', () => {
  test.each(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EISDIR', 'EPERM', 'EACCES', 'EBADF'])(
    'a file system that answers %s cannot do it, and that is no failure',
    async (code) => {
      refuse({ folderSync: code });
      await syncFolder(tempFolder());
    },
  );

  test.each(['EIO', 'ENOSPC'])('%s is a failure', async (code) => {
    refuse({ folderSync: code });
    await expect(syncFolder(tempFolder())).rejects.toMatchObject({ code });
  });

  test('the folder itself is synced', async () => {
    const folder = tempFolder();
    const seen: string[] = [];
    refuse({ seen: (act) => seen.push(act) });
    await syncFolder(folder);
    expect(seen).toEqual([`sync ${folder}`]);
  });

  test('a folder that is not there is a failure', async () => {
    await expect(syncFolder(join(tempFolder(), 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('renamePatiently', () => {
  test.each(['EPERM', 'EACCES', 'EBUSY'])(
    'a file that is held (%s) is renamed when it is let go',
    async (code) => {
      const { from, to, pauses, pause } = fresh();
      refuse({ rename: { code, times: 4 } });
      await renamePatiently(from, to, pause);
      expect(existsSync(to)).toBe(true);
      expect(pauses).toEqual([10, 20, 40, 80]);
    },
  );

  test('it gives up after some seconds, and the file stays', async () => {
    const { from, to, pauses, pause } = fresh();
    refuse({ rename: { code: 'EBUSY', times: 1_000 } });
    await expect(renamePatiently(from, to, pause)).rejects.toMatchObject({ code: 'EBUSY' });
    const seconds = pauses.reduce((sum, ms) => sum + ms, 0) / 1000;
    expect(seconds).toBeGreaterThan(4);
    expect(seconds).toBeLessThan(10);
    expect(Math.max(...pauses)).toBe(1_000);
    expect(existsSync(from)).toBe(true);
  });

  test('any other refusal is said at once', async () => {
    const { from, to, pauses, pause } = fresh();
    refuse({ rename: { code: 'ENOSPC', times: 1 } });
    await expect(renamePatiently(from, to, pause)).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(pauses).toEqual([]);
  });

  test('by itself it waits for real', async () => {
    const { from, to } = fresh();
    refuse({ rename: { code: 'EPERM', times: 1 } });
    await renamePatiently(from, to);
    expect(existsSync(to)).toBe(true);
  });
});

describe('removePatiently', () => {
  test('a file that is held is removed when it is let go', async () => {
    const { from, pauses } = fresh();
    const undoHold = refuseFiles({ remove: { code: 'EBUSY', path: /from$/ } });
    await removePatiently(from, async (ms) => {
      pauses.push(ms);
      if (pauses.length === 3) undoHold();
    });
    expect(existsSync(from)).toBe(false);
    expect(pauses).toEqual([10, 20, 40]);
  });

  test('one that is not there is no failure', async () => {
    await removePatiently(join(tempFolder(), 'none'));
  });
});

test('an error of no file is said at once', async () => {
  const { pauses, pause } = fresh();
  const fail = () => Promise.reject(new Error('something else'));
  await expect(patiently(fail, pause)).rejects.toThrow('something else');
  expect(pauses).toEqual([]);
});

function fresh() {
  const folder = tempFolder();
  const from = join(folder, 'from');
  writeFileSync(from, '');
  const pauses: number[] = [];
  const pause = async (ms: number) => {
    pauses.push(ms);
  };
  return { from, to: join(folder, 'to'), pauses, pause };
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getCurrentFuseWire } from '@electron/fuses';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { expect, test } from 'vitest';
import { root } from '../../support/packed-app.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { packForWindows } from '../../support/windows-stand-in.ts';

test('packed for Windows, the executable has Handset’s name, its icon in every size, and the archive’s checksum', async () => {
  const executable = join(await packForWindows(tempFolder()), 'Handset.exe');
  const { entries } = NtExecutableResource.from(NtExecutable.from(readFileSync(executable)));

  const [words] = Resource.VersionInfo.fromEntries(entries);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(words?.getStringValues({ lang: 1033, codepage: 1200 })).toMatchObject({
    ProductName: 'Handset',
    // What the Task Manager shows.
    FileDescription: 'Handset',
    FileVersion: version,
    CompanyName: 'The Handset authors',
  });

  const [icon] = Resource.IconGroupEntry.fromEntries(entries);
  // 0 stands for 256.
  expect(icon?.icons.map(({ width }) => width || 256)).toEqual([
    16, 20, 24, 32, 40, 48, 64, 128, 256,
  ]);

  const integrity = entries.find(({ type }) => type === 'INTEGRITY');
  expect(JSON.parse(new TextDecoder().decode(integrity?.bin))).toEqual([
    { file: 'resources\\app.asar', alg: 'SHA256', value: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
  const wire = await getCurrentFuseWire(executable);
  expect(wire).toMatchObject({ 0: '0'.charCodeAt(0), 4: '1'.charCodeAt(0), 5: '1'.charCodeAt(0) });
});

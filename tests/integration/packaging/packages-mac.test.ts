import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from 'vitest';
import { telLinkSchemes } from '../../../src/main/os/tel-link.ts';
import { packForMac } from '../../support/mac-stand-in.ts';
import { root } from '../../support/packed-app.ts';
import { tempFolder } from '../../support/temp-folder.ts';

// Windows cannot pack for macOS at all.
test.skipIf(process.platform === 'win32')(
  'packed for macOS, the app declares its links, the oldest system it runs on, its icon, and the archive’s checksum',
  async () => {
    const contents = await packForMac(tempFolder());
    const info = readFileSync(join(contents, 'Info.plist'), 'utf8').replace(/>\s+</g, '><');
    const text = (key: string): string | undefined =>
      info.match(new RegExp(`<key>${key}</key><string>([^<]*)</string>`))?.[1];
    expect(text('CFBundleIdentifier')).toBe('app.handset.desktop');
    expect(text('CFBundleName')).toBe('Handset');
    expect(text('LSMinimumSystemVersion')).toBe('13.0');
    expect(text('LSApplicationCategoryType')).toBe('public.app-category.business');
    for (const scheme of telLinkSchemes)
      expect(info).toContain(`<string>${scheme.slice(0, -1)}</string>`);
    expect(info).toMatch(/<key>Resources\/app\.asar<\/key>.*<string>SHA256<\/string>/);
    const icon = readFileSync(join(contents, 'Resources', text('CFBundleIconFile') ?? ''));
    expect(icon.equals(readFileSync(join(root, 'resources/icons/icon.icns')))).toBe(true);
    // The fuses are in the framework, not in the small executable that loads it.
    const wire = await getCurrentFuseWire(join(contents, '..'));
    expect(wire).toMatchObject({
      0: '0'.charCodeAt(0),
      4: '1'.charCodeAt(0),
      5: '1'.charCodeAt(0),
    });
  },
);

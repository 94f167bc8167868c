import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type TrayIcon, trayIconFile } from '../../../src/main/desktop/tray-model.ts';

const icons = join(import.meta.dirname, '../../../resources/icons');
const states: TrayIcon[] = ['idle', 'ringing', 'talking', 'ended', 'practice'];
const read = (name: string): Buffer => readFileSync(join(icons, name));
/** A PNG says how wide it is at byte 16. */
const pngWidth = (png: Buffer): number => {
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  return png.readUInt32BE(16);
};

function sizesInIco(file: Buffer): number[] {
  expect([file.readUInt16LE(0), file.readUInt16LE(2)]).toEqual([0, 1]);
  return Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
    const entry = 6 + 16 * index;
    const [length, offset] = [file.readUInt32LE(entry + 8), file.readUInt32LE(entry + 12)];
    const width = pngWidth(file.subarray(offset, offset + length));
    expect(file.readUInt8(entry)).toBe(width % 256);
    return width;
  });
}

test('Windows has the app’s icon in every size it shows', () => {
  expect(sizesInIco(read('icon.ico'))).toEqual([16, 20, 24, 32, 40, 48, 64, 128, 256]);
});

test('macOS has the app’s icon in every size it shows, plain and double', () => {
  const file = read('icon.icns');
  expect([file.toString('latin1', 0, 4), file.readUInt32BE(4)]).toEqual(['icns', file.length]);
  const blocks: Record<string, number> = {};
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4))
    blocks[file.toString('latin1', at, at + 4)] = pngWidth(file.subarray(at + 8));
  expect(blocks).toMatchObject({ icp4: 16, ic11: 32, ic07: 128, ic13: 256, ic09: 512, ic10: 1024 });
});

test('Linux has the app’s icon by the names of its sizes', () => {
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512])
    expect(pngWidth(read(`linux/${size}x${size}.png`))).toBe(size);
});

test.each(['linux', 'win32', 'darwin'])(
  'every state has an icon of its own in the tray of %s',
  (platform) => {
    const files = states.map((state) => join('tray', trayIconFile(state, platform)));
    const drawings = files.map((file) => read(file).toString('base64'));
    expect(new Set(drawings).size).toBe(states.length);
    if (platform === 'win32') {
      for (const file of files)
        expect(sizesInIco(read(file))).toEqual([16, 20, 24, 28, 32, 40, 48]);
      return;
    }
    for (const file of files) {
      const doubled = file.replace('.png', '@2x.png');
      expect(existsSync(join(icons, doubled))).toBe(true);
      expect(pngWidth(read(doubled))).toBe(2 * pngWidth(read(file)));
    }
  },
);

test('on macOS the names say that only the shape counts', () => {
  for (const state of states) expect(trayIconFile(state, 'darwin')).toMatch(/Template\.png$/);
});

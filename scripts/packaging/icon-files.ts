/** A picture, drawn `size` pixels wide and high. */
export interface Drawing {
  size: number;
  png: Buffer;
}

/**
 * Returns a Windows icon file: a header, an entry of 16 bytes for each picture, the pictures as
 * PNG. https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
 */
export function icoFile(drawings: readonly Drawing[]): Buffer {
  const header = Buffer.alloc(6 + 16 * drawings.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(drawings.length, 4);
  let offset = header.length;
  for (const [index, { size, png }] of drawings.entries()) {
    const entry = 6 + 16 * index;
    // 0 stands for 256.
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...drawings.map(({ png }) => png)]);
}

/** macOS' names for the sizes, plain and at twice the resolution. */
const icnsTypes: readonly [type: string, size: number][] = [
  ['icp4', 16],
  ['ic11', 32],
  ['icp5', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
];

/**
 * Returns a macOS icon file: blocks of a type, a length and a PNG each.
 * https://en.wikipedia.org/wiki/Apple_Icon_Image_format
 */
export function icnsFile(drawings: readonly Drawing[]): Buffer {
  const blocks = icnsTypes.flatMap(([type, size]) => {
    const drawing = drawings.find((each) => each.size === size);
    return drawing ? [block(type, drawing.png)] : [];
  });
  return block('icns', Buffer.concat(blocks));
}

function block(type: string, content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32BE(8 + content.length, 4);
  return Buffer.concat([header, content]);
}

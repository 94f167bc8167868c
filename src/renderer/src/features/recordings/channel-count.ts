/** How many bytes of a file's beginning {@link channelCount} needs. */
export const headerBytes = 65_536;

/**
 * Returns how many channels a recording has, by the first bytes of its file: WAV (RIFF, "fmt "
 * chunk) or MP3 (ISO 11172-3, mode field of the first frame). Null if they do not tell.
 */
export function channelCount(header: Uint8Array): number | null {
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  if (textAt(view, 0) === 'RIFF' && textAt(view, 8) === 'WAVE') return channelsOfWav(view);
  return channelsOfMp3(view);
}

function channelsOfWav(view: DataView): number | null {
  let at = 12;
  while (at + 12 <= view.byteLength) {
    if (textAt(view, at) === 'fmt ') return view.getUint16(at + 10, true);
    const size = view.getUint32(at + 4, true);
    // Chunks begin at even offsets.
    at += 8 + size + (size % 2);
  }
  return null;
}

function channelsOfMp3(view: DataView): number | null {
  for (let at = afterTag(view); at + 4 <= view.byteLength; at += 1) {
    const frame = view.getUint32(at);
    if (isFrame(frame)) return ((frame >>> 6) & 3) === 3 ? 1 : 2;
  }
  return null;
}

/** Eleven bits of sync, then neither a reserved version, layer, bit rate nor sampling rate. */
function isFrame(frame: number): boolean {
  const [version, layer] = [(frame >>> 19) & 3, (frame >>> 17) & 3];
  const [bitRate, samplingRate] = [(frame >>> 12) & 15, (frame >>> 10) & 3];
  return (
    frame >>> 21 === 0x7ff && version !== 1 && layer !== 0 && bitRate !== 15 && samplingRate !== 3
  );
}

/** Skips an ID3v2 tag, whose length uses seven bits per byte. */
function afterTag(view: DataView): number {
  if (view.byteLength < 10 || !textAt(view, 0).startsWith('ID3')) return 0;
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + (view.getUint8(at) & 127), 0);
  return 10 + size;
}

function textAt(view: DataView, at: number): string {
  if (at + 4 > view.byteLength) return '';
  return String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(at + byte)));
}

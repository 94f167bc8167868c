interface WavOptions {
  channels: 1 | 2;
  seconds: number;
  /** Samples per second, of one byte each. */
  rate?: number;
}

/** Returns a WAV of silence, as Exotel might send. */
export function silentWav({ channels, seconds, rate = 8000 }: WavOptions): Buffer {
  const size = seconds * rate * channels;
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + size, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  // PCM.
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * channels, 28);
  header.writeUInt16LE(channels, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(size, 40);
  return Buffer.concat([header, Buffer.alloc(size, 128)]);
}

/**
 * Returns an MP3 of two silent channels, as small as possible: MPEG 2.5, layer III, 8 kbit/s, 8
 * kHz, whose frames take 72 bytes for 72 milliseconds.
 */
export function silentMp3(seconds: number): Buffer {
  const frame = Buffer.alloc(72);
  frame.set([0xff, 0xe3, 0x18, 0x00]);
  return Buffer.alloc(Math.ceil(seconds / 0.072) * frame.length, frame);
}

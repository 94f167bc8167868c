/** How many bytes of a file's beginning the functions here need. */
export const headBytes = 512;

/**
 * Returns the extension for a recording's file, judged by its first bytes: WHATWG MIME Sniffing,
 * section 6.2, plus what else telephony uses. Null if it is not audio, whatever its label says.
 * Unknown binary bytes count as audio if they are labelled so; text never does, nor do other known
 * kinds of file.
 *
 * @param label the response's Content-Type; empty if it had none
 */
export function audioExtension(head: Uint8Array, label: string): string | null {
  const known = extensionByBytes(head);
  if (known !== null) return known;
  const isLabelled = /^audio\//i.test(label.trim());
  return isLabelled && isBinary(head) && !isOtherFile(head) ? extensionByLabel(label) : null;
}

/**
 * Returns how many bytes a file claims to have; null if it does not say. A WAV (RIFF) that was
 * written to a pipe does not: its length is 0, or the largest possible.
 */
export function statedLength(head: Uint8Array): number | null {
  if (head.length < 12 || !textAt(head, 0, 'RIFF') || !textAt(head, 8, 'WAVE')) return null;
  const size = new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(4, true);
  return size === 0 || size >= 0x7fff_f000 ? null : size + 8;
}

type Test = (head: Uint8Array) => boolean;

const begins =
  (text: string, at = 0): Test =>
  (head) =>
    textAt(head, at, text);
const both =
  (one: Test, other: Test): Test =>
  (head) =>
    one(head) && other(head);

const kinds: readonly (readonly [string, Test])[] = [
  [
    'wav',
    both(
      (head) => ['RIFF', 'RF64', 'BW64'].some((text) => textAt(head, 0, text)),
      begins('WAVE', 8),
    ),
  ],
  ['mp3', begins('ID3')],
  ['ogg', begins('OggS\0')],
  ['flac', begins('fLaC')],
  ['amr', begins('#!AMR')],
  ['3gp', begins('ftyp3g', 4)],
  ['m4a', both(begins('ftyp', 4), (head) => !/^(hei|hev|avi|mif|msf)/.test(latin1(head, 8, 4)))],
  ['aiff', both(begins('FORM'), (head) => textAt(head, 8, 'AIFF') || textAt(head, 8, 'AIFC'))],
  ['au', begins('.snd')],
  ['webm', begins('\x1a\x45\xdf\xa3')],
  ['aac', ([first = 0, second = 0]) => first === 0xff && (second & 0xf6) === 0xf0],
  ['mp3', beginsWithFrame],
];

/** Every extension a recording may have. */
export const extensions: ReadonlySet<string> = new Set(kinds.map(([extension]) => extension));

function extensionByBytes(head: Uint8Array): string | null {
  return kinds.find(([, test]) => test(head))?.[0] ?? null;
}

/**
 * Whether it begins with a frame of MPEG audio, layer II or III (ISO 11172-3), possibly after
 * zeros, with neither a reserved version, bit rate nor sampling rate. Layer I, which nobody uses,
 * would match the byte order mark of UTF-16 text.
 */
function beginsWithFrame(head: Uint8Array): boolean {
  const at = head.findIndex((byte) => byte !== 0);
  if (at < 0 || at + 3 > head.length) return false;
  const [first = 0, second = 0, third = 0] = head.subarray(at);
  const [version, layer] = [(second >> 3) & 3, (second >> 1) & 3];
  return (
    first === 0xff &&
    second >= 0xe0 &&
    version !== 1 &&
    (layer === 1 || layer === 2) &&
    third >> 4 !== 15 &&
    ((third >> 2) & 3) !== 3
  );
}

/** Kinds of files that are not audio and that a server might send instead. */
const otherBeginnings: readonly string[] = [
  'RIFF',
  'PK',
  '%PDF',
  '\x1f\x8b',
  'BZh',
  '\x28\xb5\x2f\xfd',
  '\x89PNG',
  'GIF8',
  '\xff\xd8\xff',
  'BM',
  'MZ',
  '\x7fELF',
  '\0asm',
  'SQLite format 3',
];

function isOtherFile(head: Uint8Array): boolean {
  return otherBeginnings.some((text) => textAt(head, 0, text)) || textAt(head, 4, 'ftyp');
}

/**
 * WHATWG MIME Sniffing, section 7.2: no byte order mark of text, and a byte that text never
 * contains.
 */
function isBinary(head: Uint8Array): boolean {
  if (['\xfe\xff', '\xff\xfe', '\xef\xbb\xbf'].some((mark) => textAt(head, 0, mark))) return false;
  return head.some(
    (byte) =>
      byte <= 0x08 ||
      byte === 0x0b ||
      (byte >= 0x0e && byte <= 0x1a) ||
      (byte >= 0x1c && byte <= 0x1f),
  );
}

const labels = new Map([
  ['wav', 'wav'],
  ['wave', 'wav'],
  ['x-wav', 'wav'],
  ['vnd.wave', 'wav'],
  ['x-pn-wav', 'wav'],
  ['ogg', 'ogg'],
  ['flac', 'flac'],
  ['amr', 'amr'],
  ['aac', 'aac'],
  ['mp4', 'm4a'],
  ['x-m4a', 'm4a'],
  ['webm', 'webm'],
]);

function extensionByLabel(label: string): string {
  const subtype = /^audio\/([^;\s]*)/i.exec(label.trim())?.[1] ?? '';
  return labels.get(subtype.toLowerCase()) ?? 'mp3';
}

function textAt(head: Uint8Array, at: number, text: string): boolean {
  return latin1(head, at, text.length) === text;
}

function latin1(head: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...head.subarray(at, at + length));
}

import { mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';

type Random = () => number;

/** One way to damage a closed database. */
export interface Damage {
  name: string;
  do: (file: string, random: Random) => void;
  /** Whether it damages something only a database that was not closed has. */
  needsJournal?: boolean;
}

const pageBytes = 4_096;
const sectorBytes = 512;

export const damages: readonly Damage[] = [
  {
    name: 'header bytes',
    do: (file, random) => {
      for (let left = 1 + below(4, random); left > 0; left -= 1)
        overwrite(file, below(100, random), 1, random);
    },
  },
  {
    name: 'version in the header',
    do: (file, random) => overwrite(file, 60 + below(4, random), 1, random),
  },
  {
    name: 'format in the header',
    do: (file, random) => overwrite(file, 18 + below(2, random), 1, random),
  },
  {
    name: 'pages',
    do: (file, random) => {
      for (let left = 1 + below(3, random); left > 0; left -= 1)
        overwrite(file, somewhere(file, pageBytes, random), pageBytes, random);
    },
  },
  {
    name: 'a sector',
    do: (file, random) =>
      overwrite(file, somewhere(file, sectorBytes, random), sectorBytes, random),
  },
  {
    name: 'a sector of zeros',
    do: (file, random) => zero(file, somewhere(file, sectorBytes, random), sectorBytes),
  },
  { name: 'truncation', do: (file, random) => truncateSync(file, below(sizeOf(file), random)) },
  {
    name: 'truncation at a page',
    do: (file, random) => truncateSync(file, somewhere(file, pageBytes, random)),
  },
  { name: 'empty file', do: (file) => truncateSync(file, 0) },
  { name: 'garbage file', do: (file, random) => writeFileSync(file, garbage(9_000, random)) },
  { name: 'missing file', do: (file) => rmSync(file) },
  {
    name: 'a folder in its place',
    do: (file) => {
      rmSync(file);
      mkdirSync(file);
    },
  },
  { name: 'missing journal', needsJournal: true, do: (file) => rmSync(`${file}-wal`) },
  {
    name: 'journal of zeros',
    needsJournal: true,
    do: (file) => writeFileSync(`${file}-wal`, Buffer.alloc(sizeOf(`${file}-wal`))),
  },
  {
    name: 'garbage in the journal',
    needsJournal: true,
    do: (file, random) =>
      overwrite(`${file}-wal`, somewhere(`${file}-wal`, sectorBytes, random), sectorBytes, random),
  },
  {
    name: 'truncated journal',
    needsJournal: true,
    do: (file, random) => truncateSync(`${file}-wal`, below(sizeOf(`${file}-wal`), random)),
  },
  {
    name: 'garbage as shared memory',
    needsJournal: true,
    do: (file, random) => writeFileSync(`${file}-shm`, garbage(32_768, random)),
  },
];

/** Writes garbage over half of a file's pages, including the first one, and returns its bytes. */
export function spoil(path: string, random: Random): Buffer {
  const bytes = readFileSync(path);
  for (let at = 0; at < bytes.length; at += 2 * pageBytes)
    garbage(pageBytes, random).copy(bytes, at);
  return bytes;
}

/** Changes every byte, so that damage is certain. */
function overwrite(path: string, at: number, length: number, random: Random): void {
  const bytes = readFileSync(path);
  for (let index = at; index < Math.min(at + length, bytes.length); index += 1)
    bytes[index] = ((bytes[index] ?? 0) + 1 + below(255, random)) % 256;
  writeFileSync(path, bytes);
}

function zero(path: string, at: number, length: number): void {
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0, at, at + length));
}

function somewhere(path: string, step: number, random: Random): number {
  return step * below(Math.floor(sizeOf(path) / step), random);
}

function garbage(length: number, random: Random): Buffer {
  return Buffer.from(Array.from({ length }, () => below(256, random)));
}

function below(limit: number, random: Random): number {
  return Math.floor(random() * limit);
}

function sizeOf(path: string): number {
  return statSync(path).size;
}

import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../src');
const longestFunction = 60;
/** A component's markup takes its lines. */
const longestComponent = 80;

interface Measured {
  name: string;
  lines: number;
}

interface Position {
  start: number;
  end: number;
}

/** Every function of a source text, by its own name or by what it is given to. */
function functionsOf(path: string, text: string): Measured[] {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const names = new Map<number, string>();
  const found: (Position & { own: string | undefined })[] = [];
  const nameOf = (key: object): string => ('name' in key ? String(key.name) : '<computed>');
  const keep = (node: Position & { id?: { name: string } | null }) =>
    void found.push({ start: node.start, end: node.end, own: node.id?.name });
  new Visitor({
    // biome-ignore-start lint/correctness/noComponentHookFactories: nodes of the syntax tree, no components.
    FunctionDeclaration: keep,
    FunctionExpression: keep,
    ArrowFunctionExpression: keep,
    VariableDeclarator: ({ id, init }) => {
      if (init) names.set(init.start, nameOf(id));
    },
    MethodDefinition: ({ key, value }) => void names.set(value.start, nameOf(key)),
    PropertyDefinition: ({ key, value }) => {
      if (value) names.set(value.start, nameOf(key));
    },
    Property: ({ key, value }) => void names.set(value.start, nameOf(key)),
    // biome-ignore-end lint/correctness/noComponentHookFactories: as above.
  }).visit(program);
  return found.map(({ start, end, own }) => ({
    name: own ?? names.get(start) ?? '<unnamed>',
    lines: text.slice(start, end).split('\n').length,
  }));
}

function isTooLong(path: string, { name, lines }: Measured): boolean {
  const isComponent = path.endsWith('.tsx') && /^[A-Z]/.test(name);
  return lines > (isComponent ? longestComponent : longestFunction);
}

const tooLong = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
  .flatMap((path) =>
    functionsOf(path, readFileSync(join(root, path), 'utf8'))
      .filter((measured) => isTooLong(path, measured))
      .map(({ name, lines }) => ({ id: `${path} ${name}`, lines })),
  );

test.each([
  ['function f() {', 'f'],
  ['const f = () => {', 'f'],
  ['const o = { f() {', 'f', '} };'],
  ['class C { f() {', 'f', '} }'],
  ['class C { f = () => {', 'f', '} }'],
  ['run(() => {', '<unnamed>', '});'],
])('the rule itself: %s', (head, name, tail = '}') => {
  const body = (lines: number) => `${head}\n${'  x();\n'.repeat(lines - 2)}${tail}`;
  const [short] = functionsOf('a.ts', body(60));
  const [long] = functionsOf('a.ts', body(61));
  expect(short).toEqual({ name, lines: 60 });
  expect(short && isTooLong('a.ts', short)).toBe(false);
  expect(long && isTooLong('a.ts', long)).toBe(true);
});

test('the rule itself: a component may be longer', () => {
  expect(isTooLong('a.tsx', { name: 'Card', lines: 80 })).toBe(false);
  expect(isTooLong('a.tsx', { name: 'Card', lines: 81 })).toBe(true);
  expect(isTooLong('a.tsx', { name: 'useCard', lines: 61 })).toBe(true);
  expect(isTooLong('a.ts', { name: 'Card', lines: 61 })).toBe(true);
});

test('functions stay short', () => {
  expect(tooLong.map(({ id, lines }) => `${id}: ${lines} lines`)).toEqual([]);
});

import { resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCommandLine } from '../../../../src/main/cli/command-line.ts';

const nothing = {
  practice: false,
  profile: null,
  hidden: false,
  dialClipboard: false,
  link: null,
};
const parse = (...argv: string[]) => parseCommandLine(argv, '/home/asha');

test('no arguments, and those of others, mean nothing', () => {
  expect(parse()).toEqual(nothing);
  expect(parse('.', '--inspect', '--no-sandbox', '--practices', '--profile=', 'practice')).toEqual(
    nothing,
  );
});

test('our own arguments are read in any order', () => {
  expect(parse('--hidden', '--enable-features=X', '--practice')).toEqual({
    ...nothing,
    practice: true,
    hidden: true,
  });
});

test('a shortcut of the desktop’s own asks for the clipboard; a link cannot', () => {
  expect(parse('--dial-clipboard')).toEqual({ ...nothing, dialClipboard: true });
  expect(parse('tel:+911', '--dial-clipboard')).toEqual({ ...nothing, link: 'tel:+911' });
});

test('a profile is a folder, relative to where the app was started', () => {
  expect(parse('--profile=data/one').profile).toBe(resolve('/home/asha', 'data/one'));
  expect(parse('--profile=/srv/two').profile).toBe(resolve('/srv/two'));
});

test.each(['tel:+919876543210', 'callto:100', 'HANDSET:+911', 'handset://dial/1'])(
  '%s is a link',
  (link) => {
    expect(parse('.', link)).toEqual({ ...nothing, link });
  },
);

test.each(['https://exotel.com', 'telephone:1', 'tel', ':', 'mailto:a@b'])(
  '%s is none',
  (argument) => {
    expect(parse(argument)).toEqual(nothing);
  },
);

test('what follows a link was smuggled in by it', () => {
  expect(parse('tel:1', '--practice', '--profile=/evil')).toEqual({ ...nothing, link: 'tel:1' });
});

test('an endless link is dropped', () => {
  expect(parse(`tel:${'1'.repeat(3_000)}`)).toEqual(nothing);
});

test('any arguments are answered', () => {
  const argument = fc.oneof(
    fc.string(),
    fc.string().map((text) => `--profile=${text}`),
    fc.string().map((text) => `tel:${text}`),
  );
  fc.assert(
    fc.property(fc.array(argument), (argv) => {
      const { profile } = parse(...argv);
      if (profile !== null) expect(resolve(profile)).toBe(profile);
    }),
  );
});

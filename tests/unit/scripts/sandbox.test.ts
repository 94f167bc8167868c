import { expect, test } from 'vitest';
import { chooseSandbox, type SandboxFacts } from '../../../scripts/sandbox.ts';

const ubuntu: SandboxFacts = {
  platform: 'linux',
  isRoot: false,
  restrictsNamespaces: true,
  helper: '/home/asha/my handset/node_modules/electron/dist/chrome-sandbox',
  helperIsSetuid: false,
};

test('where AppArmor restricts namespaces it starts without, and says so with the way back', () => {
  const { switches, notice } = chooseSandbox(ubuntu);
  expect(switches).toEqual(['--no-sandbox']);
  expect(notice).toContain('--no-sandbox');
  expect(notice).toContain(`sudo chown root '${ubuntu.helper}'`);
  expect(notice).toContain(`sudo chmod 4755 '${ubuntu.helper}'`);
});

test.each<[string, Partial<SandboxFacts>]>([
  ['its helper is setuid', { helperIsSetuid: true }],
  ['nothing restricts namespaces', { restrictsNamespaces: false }],
  ['it is no Linux', { platform: 'darwin', isRoot: true }],
])('it keeps its sandbox where %s', (_why, facts) => {
  expect(chooseSandbox({ ...ubuntu, ...facts })).toEqual({ switches: [], notice: null });
});

test('root has none, and has chosen that', () => {
  for (const helperIsSetuid of [true, false])
    expect(chooseSandbox({ ...ubuntu, isRoot: true, helperIsSetuid })).toEqual({
      switches: ['--no-sandbox'],
      notice: null,
    });
});

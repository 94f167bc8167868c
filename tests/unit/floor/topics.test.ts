import { expect, test } from 'vitest';
import { idSchema } from '../../../src/floor/ids.ts';
import { topicsOf } from '../../../src/floor/topics.ts';

const topics = topicsOf('f1');

test('a topic says which agent and what, and nothing of another floor is taken for ours', () => {
  const asha = topics.agent('asha');
  for (const leaf of ['state', 'in', 'out', 'recent', 'held'] as const)
    expect(topics.read(asha[leaf])).toEqual({ agent: 'asha', leaf });
  expect(topics.read(topicsOf('f2').agent('asha').state)).toBeNull();
  expect(topics.read('handset/2/f1/agent/asha/state')).toBeNull();
  expect(topics.read('handset/1/f1/agent/asha/state/more')).toBeNull();
  expect(topics.read('handset/1/f1/agent/a/b/state')).toBeNull();
  expect(topics.read(topics.info)).toBeNull();
});

test.each(['asha', 'a', '0-9_z', 'a'.repeat(32)])('%s can be an id', (id) => {
  expect(idSchema.safeParse(id).success).toBe(true);
});

test.each(['', '+', '#', 'a/b', 'Asha', '-a', '$sys', 'a b', 'a'.repeat(33), 'आशा'])(
  '“%s” cannot: it would be another topic, path or login',
  (id) => {
    expect(idSchema.safeParse(id).success).toBe(false);
  },
);

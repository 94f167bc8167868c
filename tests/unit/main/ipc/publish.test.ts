import { expect, test } from 'vitest';
import { createPublish } from '../../../../src/main/ipc/publish.ts';

test('an event goes to every window that is still there', () => {
  const sent: string[] = [];
  const window = (name: string, destroyed: boolean) => ({
    isDestroyed: () => destroyed,
    send: (channel: string, payload: unknown) => {
      if (destroyed) throw new Error('Object has been destroyed');
      sent.push(`${name} ${channel} ${JSON.stringify(payload)}`);
    },
  });
  const windows = [window('main', false), window('gone', true), window('mini', false)];
  createPublish(() => windows)('shell:openCall', { id: 'a' });
  expect(sent).toEqual(['main shell:openCall {"id":"a"}', 'mini shell:openCall {"id":"a"}']);
});

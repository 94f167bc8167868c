import { expect, test } from 'vitest';
import { relayConfigSchema } from '../../../../src/relay/config.ts';
import { nobody, writeConnectReply } from '../../../../src/relay/exotel/connect-reply.ts';
import { replyFormats } from '../../../../src/relay/exotel/connect-request.ts';
import { someConfig } from '../../../support/relay-folder.ts';

function switchesOf(reply: object) {
  const queues = [{ id: 'sales', name: 'Sales', reply }];
  const [queue] = relayConfigSchema.parse({ ...someConfig, queues }).queues;
  if (!queue) throw new Error('no queue');
  return queue.reply;
}

const uris = ['+919800000001', 'sip:agent-two'];
const two = { uris, again: true, ringSeconds: 15 };
const everything = {
  recording: 'dual',
  maxConversationSeconds: 3_600,
  dialEvents: 'reply',
  ringing: 'send',
};

function write(
  format: (typeof replyFormats)[number],
  reply: object = {},
  decision: Parameters<typeof writeConnectReply>[0] = two,
) {
  const settings = {
    switches: switchesOf(reply),
    dialEventsUrl: 'https://relay.example.com/dial/s',
  };
  return writeConnectReply(decision, format, settings);
}

test('without a switch a reply has the two fields that are certain, and no other', () => {
  expect(write('programmable')).toEqual({
    contentType: 'application/json',
    body: '{"fetch_after_attempt":true,"destination":[{"contact_uri":"+919800000001"},{"contact_uri":"sip:agent-two"}]}',
  });
  expect(write('classic').body).toBe(
    '{"fetch_after_attempt":true,"destination":{"numbers":["+919800000001","sip:agent-two"]}}',
  );
  expect(write('plain')).toEqual({
    contentType: 'text/plain',
    body: '+919800000001,sip:agent-two',
  });
});

test('nobody is nobody in every format, whatever is switched on', () => {
  const bodies = replyFormats.map((format) => write(format, everything, nobody).body);
  expect(bodies).toEqual([
    '{"fetch_after_attempt":false,"destination":[]}',
    '{"fetch_after_attempt":false,"destination":{"numbers":[]}}',
    '',
  ]);
});

test('each switch adds its own field', () => {
  const added = (format: 'programmable' | 'classic', reply: object) => {
    const { fetch_after_attempt: _, destination, ...rest } = JSON.parse(write(format, reply).body);
    return { rest, destination };
  };
  expect(added('programmable', { stateManagement: 'top' }).rest).toEqual({
    state_management: true,
  });
  expect(added('programmable', { stateManagement: 'destination' })).toEqual({
    rest: {},
    destination: uris.map((uri) => ({ contact_uri: uri, state_management: true })),
  });
  expect(added('programmable', everything).rest).toEqual({
    recording: { record: true, channels: 'dual' },
    max_ringing_duration: 15,
    max_conversation_duration: 3_600,
    dial_passthru_event_url: 'https://relay.example.com/dial/s',
  });
  expect(added('classic', everything).rest).toEqual({
    record: true,
    recording_channels: 'dual',
    max_ringing_duration: 15,
    max_conversation_duration: 3_600,
    dial_passthru_event_url: 'https://relay.example.com/dial/s',
  });
});

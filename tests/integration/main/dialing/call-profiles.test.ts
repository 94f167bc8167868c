import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { intentIdOf } from '../../../../src/main/calls/custom-field.ts';
import { makeIntent, placeRequest } from '../../../../src/main/dialing/outbound-call.ts';
import { createExotelClient } from '../../../../src/main/exotel/client.ts';
import { ProfileService } from '../../../../src/main/profiles/profile-service.ts';
import { getCall } from '../../../../src/main/storage/tables/calls.ts';
import { writeDocument } from '../../../../src/main/storage/tables/documents.ts';
import type { CallProfile } from '../../../../src/shared/domain/call-profile-rules.ts';
import { setUpCalls } from '../../../support/call-rig.ts';
import { dialInput } from '../../../support/compose-calls.ts';
import { dialled } from '../../../support/dialled.ts';
import { callAnswer, sampleText } from '../../../support/exotel-answers.ts';
import { startProvider } from '../../../support/loopback-provider.ts';
import { anyProfile, fullProfile, profile } from '../../../support/profiles.ts';

const number = '98765 43210';

/** The documented contract to the letter: nothing else may be in a body. */
const address = (pattern: RegExp) => z.string().regex(pattern);
const documentedBody = z.strictObject({
  from: z.strictObject({
    contact_uri: address(/^(\+\d{6,15}|sips?:\S+)$/),
    state_management: z.boolean(),
  }),
  to: z.strictObject({ contact_uri: address(/^\+\d{6,15}$/) }),
  virtual_number: address(/^\+?\d{6,15}$/),
  recording: z.strictObject({
    record: z.boolean(),
    channels: z.enum(['single', 'dual']),
    format: z.enum(['mp3', 'mp3-hq']),
  }),
  wait_audio_url: address(/^https?:\/\/\S+\.wav$/i).optional(),
  max_time_limit: z.number().int().positive(),
  attempt_time_out: z.number().int().positive(),
  custom_field: z.string().min(1).max(128),
  status_callback: z
    .array(
      z.strictObject({
        event: z.enum(['terminal', 'answered']),
        url: address(/^https?:\/\/\S+$/),
        method: z.enum(['GET', 'POST']),
        content_type: z.enum(['multipart/form-data', 'application/json']),
      }),
    )
    .nonempty()
    .optional(),
  playback: z
    .array(
      z.strictObject({
        event: z.enum(['start', 'end']),
        to: z.enum(['callee', 'both']),
        value: address(/^https?:\/\/\S+$/),
      }),
    )
    .nonempty()
    .optional(),
  streaming: z
    .strictObject({
      url: address(/^wss?:\/\/\S+$/),
      begin: z.enum(['from_leg_connect', 'to_leg_connect']),
    })
    .optional(),
});

/** What a dial with this profile puts on the wire. */
async function sentBody(chosen: CallProfile, agentUri?: string, record?: boolean) {
  const rig = await setUpCalls(() => callAnswer());
  const service = rig.start({ profile: chosen, ...(agentUri && { agentUri }) });
  const call = await service.dial({
    ...dialInput(number),
    ...(record !== undefined && { record }),
  });
  expect(rig.provider.posts()).toHaveLength(1);
  const body: unknown = JSON.parse(rig.provider.posts()[0]?.body ?? '');
  return { body: body as Record<string, unknown>, call: getCall(rig.db, call.id) };
}

/** The keys of a documented sample, entry by entry. */
const keysOf = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(keysOf) : Object.keys(value as object).sort();
const sample = (part: string) => JSON.parse(sampleText(`create-call.part.${part}.json`));

test('every parameter arrives, in the form of the documented samples', async () => {
  const { body, call } = await sentBody(fullProfile);
  expect(documentedBody.parse(body)).toEqual(body);
  expect(body).toEqual({
    from: { contact_uri: '+919800000001', state_management: false },
    to: { contact_uri: '+919876543210' },
    virtual_number: '+912241499102',
    recording: { record: false, channels: 'single', format: 'mp3-hq' },
    wait_audio_url: 'https://audio.example.com/wait.wav',
    max_time_limit: 4000,
    attempt_time_out: 45,
    custom_field: `order 4711 handset-${call?.id}`,
    status_callback: [
      {
        event: 'answered',
        url: 'https://hooks.example.com/a',
        method: 'POST',
        content_type: 'application/json',
      },
      {
        event: 'terminal',
        url: 'http://hooks.example.com/t?x=1',
        method: 'GET',
        content_type: 'multipart/form-data',
      },
    ],
    playback: [
      { event: 'start', to: 'both', value: 'https://audio.example.com/hello.wav' },
      { event: 'end', to: 'callee', value: 'https://audio.example.com/bye.mp3' },
    ],
    streaming: { url: 'wss://stream.example.com/in', begin: 'to_leg_connect' },
  });
  const { status_callback, playback, streaming } = body;
  expect(keysOf(body['from'])).toEqual(keysOf(sample('from').from));
  expect(keysOf(body['recording'])).toEqual(keysOf(sample('recording').recording));
  expect(keysOf(status_callback)).toEqual(keysOf(sample('status-callback').status_callback));
  expect(keysOf(playback)).toEqual(keysOf(sample('playback').playback));
  expect(keysOf(streaming)).toEqual(keysOf(sample('streaming').streaming));
});

test('what a profile leaves empty is not in the body; its values are kept with the call', async () => {
  const { body, call } = await sentBody(profile({ name: 'Plain', maxTimeLimitSeconds: 600 }));
  expect(Object.keys(body).sort()).toEqual(
    [
      'from',
      'to',
      'virtual_number',
      'recording',
      'max_time_limit',
      'attempt_time_out',
      'custom_field',
    ].sort(),
  );
  expect(call).toMatchObject({
    dial: { profileName: 'Plain', maxTimeLimitSeconds: 600, customField: body['custom_field'] },
  });
});

test('recording is chosen for one call, over its profile', async () => {
  const { body, call } = await sentBody(profile({ record: false }), undefined, true);
  expect(body['recording']).toMatchObject({ record: true });
  expect(dialled(call).dial.record).toBe(true);
});

test('a SIP address rings first where the agent has one', async () => {
  const { body } = await sentBody(fullProfile, 'sip:asha001');
  expect(body['from']).toEqual({ contact_uri: 'sip:asha001', state_management: false });
});

test('a profile that cannot be sent as it stands places no call and leaves no row', async () => {
  const rig = await setUpCalls(() => callAnswer());
  const profiles = () => new ProfileService(rig.db, () => 'new');
  const service = rig.start({ profiles: (id) => profiles().forCall(id) });
  const places: [object, string][] = [
    [{ waitAudioUrl: 'https://a.example/x.mp3' }, 'profile_unusable'],
    [{ statusCallbacks: [{ event: 'ringing', url: 'https://a.example' }] }, 'profile_unusable'],
    [{ attemptTimeOutSeconds: '45' }, 'profile_unusable'],
    [{ maxTimeLimitSeconds: 1 }, 'profile_unusable'],
    [{ streaming: { url: 'https://a.example', begin: 'to_leg_connect' } }, 'profile_unusable'],
  ];
  for (const [changes, code] of places) {
    const kept = { id: 'x', profile: { ...profile(), ...changes } };
    writeDocument(rig.db, 'profiles', { defaultId: 'x', profiles: [kept] });
    await expect(service.dial(dialInput(number))).rejects.toThrow(code);
  }
  await expect(service.dial({ ...dialInput(number), profileId: 'gone' })).rejects.toThrow(
    'profile_gone',
  );
  expect(rig.leaving).toEqual([]);
  expect(rig.db.prepare('SELECT count(*) FROM calls').pluck().get()).toBe(0);
  // Mended, it calls: the refusals left nothing behind in the gate either.
  profiles().handlers.save({ id: 'x', profile: profile() });
  await service.dial(dialInput(number));
  expect(rig.provider.posts()).toHaveLength(1);
});

test('any profile that may be kept makes a body of the documented contract', async () => {
  const provider = await startProvider(() => callAnswer());
  onTestFinished(() => provider.close());
  const client = createExotelClient(
    { baseUrl: provider.baseUrl, accountSid: 'acme1', apiKey: 'k', apiToken: 't' },
    { fetch, placeFetch: fetch, now: Date.now },
  );
  await fc.assert(
    fc.asyncProperty(anyProfile, fc.uuid(), fc.boolean(), async (any, id, record) => {
      const account = {
        region: 'custom' as const,
        baseUrl: provider.baseUrl,
        accountSid: 'acme1',
        agentUri: 'sip:asha001',
        virtualNumber: '+912241499102',
      };
      const facts = makeIntent({
        id,
        now: 0,
        source: 'dialer',
        record,
        calling: { account, practice: false },
        number: { e164: '+919876543210', display: null, country: 'IN', extension: null },
        profile: any,
        hoursReason: null,
        doNotCallReason: null,
      });
      await client.placeCall(placeRequest(facts, any, []));
      const body = documentedBody.parse(JSON.parse(provider.posts().at(-1)?.body ?? ''));
      expect(intentIdOf(body.custom_field)).toBe(id);
      expect(body).toMatchObject({
        max_time_limit: any.maxTimeLimitSeconds,
        recording: { record, channels: any.recordingChannels, format: any.recordingFormat },
      });
      expect([body.status_callback ?? [], body.playback ?? []].map((list) => list.length)).toEqual([
        any.statusCallbacks.length,
        any.playbacks.length,
      ]);
      expect(body.streaming ?? null).toEqual(any.streaming);
      expect(body.wait_audio_url ?? '').toBe(any.waitAudioUrl);
    }),
    { seed: 11, numRuns: 100 },
  );
});

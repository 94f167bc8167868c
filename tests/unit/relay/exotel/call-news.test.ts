import { describe, expect, test } from 'vitest';
import { readDialEvent } from '../../../../src/relay/exotel/dial-event.ts';
import { readPassthru } from '../../../../src/relay/exotel/passthru.ts';

describe('dial events', () => {
  const read = (query: string) => readDialEvent(new URLSearchParams(query));

  test('a phone is rung, and let go', () => {
    expect(
      read(
        'CallSid=9f0e&CallFrom=09800000011&CallTo=08000000000&Direction=outbound-dial' +
          '&DialWhomNumber=09800000001&Status=busy&EventType=Dial&CurrentTime=2026-11-26+10%3A15%3A05',
      ),
    ).toEqual({
      sid: '9f0e',
      caller: '09800000011',
      called: '08000000000',
      uri: '09800000001',
      phase: 'dialling',
    });
    expect(read('CallSid=9f0e&DialWhomNumber=09800000001&Status=free&EventType=Terminal')).toEqual({
      sid: '9f0e',
      caller: null,
      called: '',
      uri: '09800000001',
      phase: 'let_go',
    });
  });

  test.each([
    ['EventType=Ringing&Status=busy', 'ringing'],
    ['EventType=Answered&Status=busy', 'answered'],
    ['EventType=terminal', 'let_go'],
    ['Status=Busy', 'dialling'],
    ['Status=free', 'let_go'],
    ['EventType=SomethingNew&Status=free', 'let_go'],
  ])('%s is %s', (words, phase) => {
    expect(read(`CallSid=s&DialWhomNumber=sip:two&${words}`)?.phase).toBe(phase);
  });

  test.each([
    'CallSid=s&Status=busy',
    'DialWhomNumber=1&Status=busy',
    'CallSid=s&DialWhomNumber=1',
  ])('what names no call, no phone or nothing that happens is none: %s', (query) => {
    expect(read(query)).toBeNull();
  });
});

describe('Passthru', () => {
  const read = (query: string, way: string | null = null) =>
    readPassthru(new URLSearchParams(`CallSid=9f0e&${query}`), way);
  const talked =
    'CallFrom=09800000011&CallTo=08000000000&Direction=incoming&CallType=completed' +
    '&DialCallStatus=completed&DialWhomNumber=09800000001&DialCallDuration=216' +
    '&RecordingUrl=https%3A%2F%2Frecordings.example.com%2Fa.mp3' +
    '&Legs%5B0%5D%5BNumber%5D=09800000001&Legs%5B0%5D%5BOnCallDuration%5D=203';

  test('after a talk it says who had the call, for how long, and where the recording is', () => {
    expect(read(talked)).toEqual({
      sid: '9f0e',
      caller: '09800000011',
      called: '08000000000',
      came: 'talked',
      uri: '09800000001',
      talkSeconds: 203,
      recordingUrl: 'https://recordings.example.com/a.mp3',
    });
  });

  test.each([
    ['CallType=completed&DialCallStatus=completed', null, 'talked'],
    ['CallType=incomplete&DialCallStatus=no-answer', null, 'rang_out'],
    ['CallType=incomplete&DialCallStatus=busy&Legs[0][CauseCode]=USER_BUSY', null, 'rejected'],
    ['CallType=client-hangup', null, 'caller_left'],
    // The status is of the attempt before.
    ['CallType=client-hangup&DialCallStatus=no-answer', 'unanswered', 'caller_left'],
    ['CallType=client-hangup&DialCallStatus=completed', 'talked', 'talked'],
    ['CallType=voicemail&DialCallStatus=no-answer', null, 'voicemail'],
    ['CallType=call-attempt', null, 'not_dialled'],
    ['CallType=incomplete', null, 'not_dialled'],
    ['CallType=incomplete', 'unanswered', 'rang_out'],
    ['CallType=completed', 'not_dialled', 'not_dialled'],
    ['CallType=incomplete&DialCallStatus=no-answer', 'not_dialled', 'rang_out'],
    ['', 'talked', 'talked'],
    ['CallType=completed', null, 'talked'],
    ['CallType=incomplete&DialCallStatus=failed', null, 'other'],
    ['', null, 'other'],
    ['', 'mistyped', 'other'],
  ])('%s by way of %s is %s', (query, way, came) => {
    expect(read(query, way)?.came).toBe(came);
  });

  test('what makes no sense is left out', () => {
    expect(
      read('CallType=completed&RecordingUrl=javascript:1&Legs[0][OnCallDuration]=-4'),
    ).toMatchObject({ recordingUrl: null, talkSeconds: null, uri: null, caller: null });
    expect(readPassthru(new URLSearchParams('CallType=completed'), null)).toBeNull();
  });
});

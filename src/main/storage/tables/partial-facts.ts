import {
  type ArrivalFacts,
  arrivalFactsSchema,
  type CallFacts,
  type DialFacts,
  dialFactsSchema,
  type InboundFacts,
  inboundFactsSchema,
  isTerminal,
  type OutboundFacts,
  outboundFactsSchema,
} from '../../../shared/domain/call.ts';
import { unansweredDial, unheard, untoldArrival } from '../../../shared/domain/unheard-call.ts';
import { objectOf, type Read, readFields } from '../../base/read-fields.ts';

export interface StoredFacts {
  /** The machine's record; undefined if it is not JSON. */
  record: unknown;
  // If the record does not say, the columns derived from it do.
  practice: boolean;
  inbound: boolean;
  number: string;
}

/**
 * Reads as much of a call's record as it can. Whatever the call was doing, one that cannot be read
 * is not followed, so it does not count as going on.
 */
export function readFacts(stored: StoredFacts, id: string): Read<CallFacts> {
  const { value, odd } = stored.inbound ? readInbound(stored) : readOutbound(stored);
  const state = isTerminal(value.state) ? value.state : 'no_final_status';
  const other = value.id === id || odd.includes('id') ? [] : ['id'];
  return { value: { ...value, id, state }, odd: [...odd, ...other] };
}

function readOutbound({ record, practice, number }: StoredFacts): Read<OutboundFacts> {
  const dial = readFields(dialFactsSchema, objectOf(record)['dial'], blankDial);
  const { value, odd } = readFields<OutboundFacts>(
    outboundFactsSchema,
    { ...objectOf(record), dial: dial.value },
    {
      ...blank,
      direction: 'outbound',
      practice,
      customerNumber: number,
      customerDisplay: '',
      dial: dial.value,
    },
  );
  const customerDisplay = value.customerDisplay || value.customerNumber;
  return { value: { ...value, customerDisplay }, odd: [...odd, ...dial.odd] };
}

function readInbound({ record, practice, number }: StoredFacts): Read<InboundFacts> {
  const arrival = readFields(arrivalFactsSchema, objectOf(record)['arrival'], blankArrival);
  const { value, odd } = readFields<InboundFacts>(
    inboundFactsSchema,
    { ...objectOf(record), arrival: arrival.value },
    {
      ...blank,
      direction: 'inbound',
      practice,
      customerNumber: number || null,
      customerDisplay: null,
      arrival: arrival.value,
    },
  );
  const customerDisplay = value.customerDisplay ?? value.customerNumber;
  return { value: { ...value, customerDisplay }, odd: [...odd, ...arrival.odd] };
}

const blank: Omit<OutboundFacts, 'direction' | 'dial' | 'customerNumber' | 'customerDisplay'> = {
  id: '',
  practice: false,
  accountSid: '',
  state: 'no_final_status',
  outcome: null,
  customerCountry: null,
  agentUri: '',
  virtualNumber: '',
  createdAt: 0,
  ...unheard,
  legs: [],
};

const blankDial: DialFacts = {
  source: 'dialer',
  record: false,
  recordingChannels: 'single',
  maxTimeLimitSeconds: 0,
  hoursReason: null,
  doNotCallReason: null,
  extension: null,
  profileName: null,
  customField: '',
  ...unansweredDial,
};

const blankArrival: ArrivalFacts = { heardOfAt: 0, ...untoldArrival };

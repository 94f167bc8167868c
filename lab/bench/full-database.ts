import type { Database } from 'better-sqlite3';
import { beginCall } from '../../src/main/calls/outbound.ts';
import { indexCall } from '../../src/main/storage/tables/call-search.ts';
import { addTimeline } from '../../src/main/storage/tables/calls.ts';
import { addContact } from '../../src/main/storage/tables/contacts.ts';
import { newRecordingRow, saveRecording } from '../../src/main/storage/tables/recordings.ts';
import type { CallFacts, CallOutcome, Leg, TimelineEntry } from '../../src/shared/domain/call.ts';

/** Calls per transaction: spreads the cost of commits and keeps the journal small. */
const perTransaction = 5_000;
const minute = 60_000;
const firstAt = Date.UTC(2025, 0, 1);

const words = ['quote', 'renewal', 'invoice', 'demo', 'refund', 'upgrade', 'delivery', 'address'];
const firstNames = ['Asha', 'Ravi', 'Meera', 'Dev', 'Zoya', 'Imran', 'Kavya', 'Arjun', 'Xerxes'];
const lastNames = ['Sharma', 'Rao', 'Menon', 'Iyer', 'Khan', 'Das', 'Gupta', 'Fernandes'];
const hindiNames = ['आशा शर्मा', 'रवि राव', 'मीरा अय्यर', 'देव गुप्ता'];

/** How calls end, per hundred. */
const endings: [number, CallOutcome][] = [
  [55, 'completed'],
  [77, 'customer_unanswered'],
  [89, 'agent_unanswered'],
  [94, 'customer_cancelled'],
  [97, 'customer_not_dialled'],
  [99, 'rejected'],
  [100, 'no_final_status'],
];

/**
 * Fills an empty database as an agent would over years, the same every time: a quarter of the
 * numbers have a name, some of them in Devanagari, over half of the calls a note, over half a
 * recording; two legs and a timeline each. All calls are settled and filed.
 */
export function fillDatabase(db: Database, calls: number): void {
  db.pragma('synchronous = OFF');
  const numbers = Math.max(50, Math.round(calls / 5));
  inParts(db, numbers / 4, (index) => {
    addContact(db, { practice: false, name: nameOf(index), number: numberOf(index * 4) });
  });
  const insert = db.prepare(
    `INSERT INTO calls (id, facts, booted_at, note, disposition, wrapped, settled)
     VALUES (?, ?, 0, ?, ?, 1, 1)`,
  );
  inParts(db, calls, (index) => {
    const call = callOf(index, numberOf(scattered(index) % numbers));
    const { lastInsertRowid } = insert.run(
      call.id,
      JSON.stringify(call),
      scattered(index + 1) % 100 < 55 ? noteOf(index) : '',
      index % 3 === 0 ? 'interested' : null,
    );
    addTimeline(db, call.id, storyOf(call));
    if (call.outcome === 'completed') saveRecording(db, recordingOf(call));
    indexCall(db, Number(lastInsertRowid));
  });
  db.pragma('synchronous = FULL');
  db.pragma('wal_checkpoint(TRUNCATE)');
}

function inParts(db: Database, count: number, work: (index: number) => void): void {
  for (let from = 0; from < count; from += perTransaction) {
    db.transaction(() => {
      for (let index = from; index < Math.min(from + perTransaction, count); index += 1)
        work(index);
    })();
  }
}

/** Returns an evenly distributed 32-bit integer, far from that of its neighbours. */
function scattered(index: number): number {
  const mixed = Math.imul(index ^ (index >>> 15), 0x2c1b3c6d);
  return Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39) >>> 0;
}

function numberOf(index: number): string {
  return `+91${String(6_000_000_000 + (scattered(index) % 3_999_999_999))}`;
}

function nameOf(index: number): string {
  if (index % 8 === 0) return `${hindiNames[(index % 32) >> 3]} ${index}`;
  return `${firstNames[index % 9]} ${lastNames[(index >> 3) % 8]} ${index}`;
}

function noteOf(index: number): string {
  const rare = index % 5_000 === 777 || index === 1 ? ' zebra' : '';
  return `${words[index % 8]} for ${words[(index * 7 + 3) % 8]}, order ORD-${index}${rare}; asked to call back after lunch`;
}

function idOf(index: number): string {
  const hex = [1, 2, 3, 4]
    .map((salt) =>
      scattered(index * 4 + salt)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
}

function callOf(index: number, number: string): CallFacts {
  const id = idOf(index);
  const outcome = endings.find(([upTo]) => scattered(index + 7) % 100 < upTo)?.[1] ?? 'completed';
  const at = firstAt + index * minute;
  const begun = beginCall(
    {
      id,
      practice: index % 100 === 50,
      accountSid: 'bench',
      customerNumber: number,
      customerDisplay: `${number.slice(0, 3)} ${number.slice(3, 8)} ${number.slice(8)}`,
      customerCountry: 'IN',
      agentUri: '+919800000001',
      virtualNumber: '+912241499102',
      dial: {
        source: 'dialer',
        record: true,
        recordingChannels: 'dual',
        maxTimeLimitSeconds: 14_400,
        hoursReason: null,
        doNotCallReason: null,
        extension: null,
        profileName: 'Standard',
        customField: `handset-${id}`,
      },
    },
    at,
  );
  if (outcome === 'rejected') return { ...begun, state: 'rejected', outcome, endedAt: at + 400 };
  const talkSeconds = outcome === 'completed' ? 20 + (scattered(index) % 300) : null;
  return {
    ...begun,
    state: outcome === 'no_final_status' ? outcome : 'ended',
    outcome,
    sid: id.replaceAll('-', ''),
    dial: { ...begun.dial, sentAt: at + 5, acceptedAt: at + 300 },
    agentAnsweredAt: outcome === 'agent_unanswered' ? null : at + 8_000,
    endedAt: outcome === 'no_final_status' ? null : at + 20_000 + (talkSeconds ?? 0) * 1_000,
    talkSeconds,
    stateRaw: 'terminal',
    statusRaw: 'completed',
    legs: [
      legOf('agent', '+919800000001', at),
      ...(outcome === 'agent_unanswered' ? [] : [legOf('customer', number, at + 8_000)]),
    ],
    legsSupported: true,
    lastHeardAt: at + 60_000,
    provider: {
      direction: 'outbound-api',
      virtualNumber: '02241499102',
      createdAt: at + 280,
      updatedAt: at + 60_000,
      startedAt: at + 280,
      endedAt: at + 60_000,
      totalSeconds: null,
      appId: null,
      appName: null,
      digits: null,
      customField: `handset-${id}`,
    },
  };
}

function legOf(side: Leg['side'], contactUri: string, createdAt: number): Leg {
  return {
    side,
    sid: `${side}-${createdAt}`,
    name: null,
    contactUri,
    status: 'completed',
    statusRaw: 'completed',
    createdAt,
    updatedAt: createdAt + 9_000,
    groupId: null,
    groupName: null,
  };
}

function storyOf({ createdAt, outcome }: CallFacts): TimelineEntry[] {
  const kinds =
    outcome === 'rejected'
      ? (['recorded', 'sent', 'rejected'] as const)
      : ([
          'recorded',
          'sent',
          'accepted',
          'agent_ringing',
          'agent_answered',
          'customer_dialled',
          'ended',
        ] as const);
  return kinds.map((kind, step) => ({
    at: createdAt + step * 3_000,
    kind,
    basis: 'observed',
    detail: null,
  }));
}

function recordingOf({ id, createdAt }: CallFacts) {
  return {
    ...newRecordingRow(id),
    state: 'saved' as const,
    url: `https://recordings.exotel.com/exotelrecordings/bench/${id}.mp3`,
    fileName: `${id}.mp3`,
    bytesReceived: 480_000,
    bytesTotal: 480_000,
    sha256: id.replaceAll('-', '').repeat(2),
    updatedAt: createdAt + 90_000,
  };
}

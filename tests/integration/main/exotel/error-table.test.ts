import i18next from 'i18next';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createExotelClient } from '../../../../src/main/exotel/client.ts';
import { meaningOfCode, provesNotPlaced } from '../../../../src/main/exotel/errors.ts';
import { type CallProblem, refusalKinds } from '../../../../src/shared/domain/call.ts';
import { type Language, languageIds } from '../../../../src/shared/languages.ts';
import { everyLanguage } from '../../../../src/shared/messages/every-language.ts';
import { problemKeys } from '../../../../src/shared/messages/problem-words.ts';
import {
  callSid,
  type DocumentedError,
  documentedErrors,
  errorAnswer,
} from '../../../support/exotel-answers.ts';
import {
  type LoopbackProvider,
  type Reply,
  startProvider,
} from '../../../support/loopback-provider.ts';
import { placeRequest } from '../../../support/place-request.ts';

let provider: LoopbackProvider;
let reply: Reply;
beforeAll(async () => {
  provider = await startProvider(() => reply);
});
afterAll(() => provider.close());

const questions = ['POST', 'GET call', 'GET legs'] as const;
type Question = (typeof questions)[number];

async function problemOf(question: Question): Promise<CallProblem> {
  const client = createExotelClient(
    { baseUrl: provider.baseUrl, accountSid: 'acme1', apiKey: 'k', apiToken: 't' },
    { fetch, placeFetch: fetch, now: Date.now },
  );
  const result =
    question === 'POST'
      ? await client.placeCall(placeRequest())
      : question === 'GET call'
        ? await client.getCall(callSid, 'outbound')
        : await client.getLegs(callSid, 'outbound');
  if (!('problem' in result)) throw new Error(`${question} was no problem`);
  if ('kind' in result) expect(result.kind).toBe(provedBy(result.problem.httpStatus));
  return result.problem;
}

const provedBy = (status: number | null) =>
  provesNotPlaced(status ?? 0) ? 'rejected' : 'ambiguous';

const translators = new Map([...everyLanguage].map(([id, words]) => [id, translator(id, words)]));
function translator(lng: string, messages: object) {
  const instance = i18next.createInstance();
  void instance.init({
    lng,
    resources: { [lng]: { translation: messages } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}

function words(language: Language, question: Question, problem: CallProblem) {
  const { message, said, hint, params } = problemKeys(
    question === 'POST' ? 'place' : 'query',
    problem,
  );
  const t = translators.get(language)?.t ?? String;
  return { message: t(message, params), said: said ? t(said, params) : '', hint: t(hint, params) };
}

/** A whole sentence in each language, with the code and Exotel's words where there are any. */
function expectGoodWords(question: Question, problem: CallProblem): void {
  const { code, description, httpStatus } = problem;
  for (const language of languageIds) {
    const { message, said, hint } = words(language, question, problem);
    const all = `${message} ${said} ${hint}`;
    expect(all).not.toMatch(/\{\{|\}\}|\$t\(|refusals\.|undefined|null|“”|\(\)/);
    for (const sentence of [message, said, hint])
      expect([all, sentence]).toEqual([all, expect.stringMatching(/\S.*[.।]$/)]);
    if (language === 'hi') expect(message).toMatch(/[\u0900-\u097f]{2}/);
    expect(said).toContain(code === null ? String(httpStatus) : String(code));
    if (description?.trim()) expect(said).toContain(description);
  }
}

/** Known from the field. */
const fromTheField: DocumentedError[] = [
  {
    endpoint: 'POST calls',
    status: 403,
    code: 10717,
    description: 'Number is blocked by NDNC/DND',
  },
  {
    endpoint: 'POST calls',
    status: 409,
    code: 10725,
    description: 'Device is in an outbound call',
  },
  { endpoint: 'POST calls', status: 429, code: 10724, description: 'Too many requests' },
];
const rows = [...documentedErrors, ...fromTheField];

describe.each(questions)('%s', (question) => {
  test('every documented code, and those from the field, under its status', async () => {
    for (const { status, code, description } of rows) {
      reply = errorAnswer(status, code, description);
      expectGoodWords(question, await problemOf(question));
    }
  });

  // Node's fetch, which stands in for Electron's here, makes a failure of 407, and takes 421 for
  // permission to send again, which then fails.
  test('a code never seen, and none at all, under every status from 400 to 599', async () => {
    for (let status = 400; status < 600; status += 1) {
      for (const code of [99_999, null]) {
        if (status === 407 || (status === 421 && question === 'POST')) continue;
        reply = errorAnswer(status, code, code ? 'The moon is in the wrong house' : '');
        const problem = await problemOf(question);
        expect(problem).toMatchObject({ httpStatus: status, code });
        expectGoodWords(question, problem);
      }
    }
  });
});

test.each([
  [99_999, ''],
  [10706, ' '],
  [null, 'Words alone'],
])('code %j with the words “%s”', async (code, description) => {
  const error_data = { code, description, message: description };
  for (const question of questions) {
    reply = { status: 409, body: { response: { code: 409, error_data } } };
    expectGoodWords(question, await problemOf(question));
  }
});

test('every code of the documentation is in the table, and no code is without a test', () => {
  const codes = new Set(rows.map(({ code }) => code).filter((code) => code !== null));
  expect(Object.keys(meaningOfCode).map(Number)).toEqual([...codes].sort((a, b) => a - b));
});

test('every kind of problem has words without any word of Exotel’s', () => {
  for (const kind of refusalKinds)
    for (const language of languageIds) {
      const problem = {
        kind,
        httpStatus: null,
        code: null,
        description: null,
        retryAfterSeconds: null,
      };
      const { message, said, hint } = words(language, 'POST', problem);
      expect(`${message} ${hint}`).not.toMatch(/\{\{|undefined|null/);
      expect(said).toBe('');
    }
});

test('Exotel’s words are quoted, never interpreted, and never endless', () => {
  const description = `{{code}} $t(common.cancel) ${'x'.repeat(1_000)}`;
  const problem = {
    kind: 'other_refusal',
    httpStatus: 409,
    code: 7,
    description,
    retryAfterSeconds: null,
  } as const;
  const { said } = words('en', 'POST', problem);
  expect(said).toContain('{{code}} $t(common.cancel) xxx');
  expect(said.length).toBeLessThan(400);
});

test('docs/errors.md is this table (vitest -u writes it anew)', async () => {
  const unknown = (status: number): DocumentedError => ({
    endpoint: 'any',
    status,
    code: null,
    description: '',
  });
  const lines: string[] = [];
  const kinds = new Map<string, string>();
  const statuses = [400, 401, 403, 404, 408, 422, 429, 418, 500, 502].map(unknown);
  for (const { endpoint, status, code, description } of [...rows, ...statuses]) {
    const asking = questions.filter(
      (question) => endpoint === 'any' || endpoint.startsWith(question.slice(0, 4)),
    );
    for (const question of asking) {
      if (endpoint === 'GET legs' && question === 'GET call') continue;
      reply = errorAnswer(status, code, description);
      const problem = await problemOf(question);
      const placed = question === 'POST' ? (provesNotPlaced(status) ? 'no call' : 'unknown') : '';
      const cells = [question, status, code ?? '–', description || '–', problem.kind, placed];
      lines.push(`| ${cells.join(' | ')} |`);
      for (const language of languageIds) {
        const { message, hint } = words(language, question, problem);
        const place = question === 'POST' ? 'placing' : 'asking';
        kinds.set(
          `${problem.kind} ${place} ${language}`,
          `| ${problem.kind} | ${place} | ${message} | ${hint} |`,
        );
      }
    }
  }
  const document = `${introduction}
| asked | HTTP | code | Exotel’s words | kind | was a call placed? |
|---|---|---|---|---|---|
${[...new Set(lines)].join('\n')}

## What the agent reads
Behind each sentence stand Exotel’s own words, code and status, where there are any.

| kind | while | what happened | next step |
|---|---|---|---|
${[...kinds.entries()]
  .sort()
  .map(([, line]) => line)
  .join('\n')}
`;
  await expect(document).toMatchFileSnapshot('../../../../docs/errors.md');
});

const introduction = `# Exotel’s errors

Made from the table in \`src/main/exotel/errors.ts\` by \`tests/integration/main/exotel/error-table.test.ts\`, which fails when the two differ.

The code decides what an error means. Where it is absent or new, the HTTP status does. An error of 4xx to the POST, in Exotel’s own JSON envelope, proves that no call was placed, except 408; after 5xx nobody knows, and Handset does not send again. A page that is not Exotel’s (a proxy’s, a portal’s, a gateway’s JSON) proves nothing whatever its status: the call counts as *unknown*, and of a GET nothing is concluded.
`;

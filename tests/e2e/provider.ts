import { basicAuth } from '../../src/main/base/basic-auth.ts';
import { refuse } from '../../src/main/practice/api-answers.ts';
import { answerFrom, type CallsApi } from '../../src/main/practice/calls-api.ts';
import { callAnswer, endedAnswer } from '../support/exotel-answers.ts';
import { type LoopbackProvider, type Reply, startProvider } from '../support/loopback-provider.ts';
import { expect, type Handset } from './fixtures.ts';
import { answerOf, numberField } from './steps.ts';

export const goodAccount = {
  accountSid: 'acme1',
  apiKey: 'canary-key-6f1b2c',
  apiToken: 'canary-token-9d8e7a',
  agentUri: '+919800000001',
  virtualNumber: '02241499102',
};

export interface ExotelOnLoopback extends LoopbackProvider {
  /** From now on every call is over, as `completed`. */
  endCalls(): void;
  /** What the next POSTs are answered; null: the call is taken. */
  answerPostsWith(reply: Reply | Promise<Reply> | null): void;
}

/** A provider that knows one account, and tells wrong keys from wrong sids as Exotel does. */
export async function startExotel(): Promise<ExotelOnLoopback> {
  let ended = false;
  let post: Reply | Promise<Reply> | null = null;
  const authorization = basicAuth(goodAccount);
  const api: CallsApi<Reply | Promise<Reply>> = {
    accountSid: goodAccount.accountSid,
    createCall: () => post ?? callAnswer(),
    getCall(sid) {
      if (/^0+$/.test(sid)) return refuse('GET', 'call');
      return ended ? endedAnswer() : callAnswer();
    },
    getLegs: () => refuse('GET', 'authentication'),
  };
  const provider = await startProvider((entry) =>
    entry.headers.authorization === authorization
      ? answerFrom(api, entry)
      : refuse(entry.method, 'authentication'),
  );
  return {
    ...provider,
    endCalls: () => {
      ended = true;
    },
    answerPostsWith: (reply) => {
      post = reply;
    },
  };
}

/**
 * A real account whose host no name server may ever know (RFC 2606): to the gate it is as good as
 * Exotel's, and still nobody can be called.
 */
export async function useAccountOfNobody({ page }: Handset): Promise<void> {
  const draft = { ...goodAccount, region: 'custom', baseUrl: 'https://exotel.invalid' } as const;
  answerOf(await page.evaluate((account) => handset.account.save(account), draft));
  await expect(numberField(page)).toBeVisible();
}

import { type ApiAnswer, refuse } from './api-answers.ts';

/** What a provider answers about the calls of one account. */
export interface CallsApi<Answer> {
  readonly accountSid: string;
  /** POST calls. */
  createCall(body: string): Answer;
  /** GET calls/<sid>. */
  getCall(sid: string): Answer;
  /** GET calls/<sid>/legs. */
  getLegs(sid: string): Answer;
}

/** The answer to a request whose credentials are good. */
export function answerFrom<Answer>(
  api: CallsApi<Answer>,
  { method, path, body }: { method: string; path: string; body: string },
): Answer | ApiAnswer {
  const [, account, sid, legs] =
    /^\/v3\/accounts\/([^/]+)\/calls(?:\/([^/]+)(\/legs)?)?$/.exec(path) ?? [];
  if (account !== api.accountSid) return refuse(method, 'account');
  if (method === 'POST' && sid === undefined) return api.createCall(body);
  if (method !== 'GET' || sid === undefined) return refuse(method, 'call');
  return legs ? api.getLegs(sid) : api.getCall(sid);
}

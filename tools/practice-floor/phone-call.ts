import type { ApiAnswer } from '../../src/main/practice/api-answers.ts';
import { PracticeApi } from '../../src/main/practice/practice-api.ts';
import { practiceAccountSid } from '../../src/main/practice/practice-server.ts';
import { type Script, scriptOf } from '../../src/main/practice/script.ts';
import { storyOf } from '../../src/main/practice/story.ts';

/** What happens on the two phones of a call. */
export type Phase = 'agent_rings' | 'customer_rings' | 'talking' | 'over';

/** All times of the practice account's stories are divided by this. */
export const speed = 2;

/**
 * One call of the practice account. Its story is a script by the clock, which is set forward where
 * somebody hangs up before the script says so.
 */
export class PhoneCall {
  readonly sid: string;
  readonly answer: ApiAnswer;
  readonly #api: PracticeApi;
  readonly #script: Script;
  readonly #placedAt: number;
  #aheadMs = 0;

  /** @param body of the POST */
  constructor(body: string, to: string) {
    this.#placedAt = Date.now();
    this.#script = scriptOf(storyOf(to));
    this.#api = new PracticeApi({
      accountSid: practiceAccountSid,
      speed,
      now: () => Date.now() + this.#aheadMs,
      recordingUrl: () => '',
    });
    this.answer = this.#api.createCall(body);
    const sid: unknown = JSON.parse(this.answer.body).response?.call_details?.sid;
    this.sid = typeof sid === 'string' ? sid : '';
  }

  get details(): ApiAnswer {
    return this.#api.getCall(this.sid);
  }

  get legs(): ApiAnswer {
    return this.#api.getLegs(this.sid);
  }

  get phase(): Phase {
    const { agentAnswersAt, customerAnswersAt, endsAt } = this.#script;
    const seconds = this.#seconds;
    if (seconds >= endsAt) return 'over';
    if (customerAnswersAt !== null && seconds >= customerAnswersAt) return 'talking';
    return agentAnswersAt !== null && seconds >= agentAnswersAt ? 'customer_rings' : 'agent_rings';
  }

  /** Exotel has processed the call, too. */
  get isTerminal(): boolean {
    return this.#seconds >= this.#script.terminalAt;
  }

  /** Somebody hangs up, or a busy line is heard: nothing happens if the call is over. */
  end(): void {
    const left = this.#script.endsAt - this.#seconds;
    if (left > 0) this.#aheadMs += (left * 1000) / speed;
  }

  get #seconds(): number {
    return ((Date.now() + this.#aheadMs - this.#placedAt) * speed) / 1000;
  }
}

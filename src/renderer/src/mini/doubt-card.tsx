import { TriangleAlert } from 'lucide-react';
import type { Call } from '../../../shared/domain/call.ts';
import { dialOf } from '../../../shared/domain/dial-of.ts';
import { problemText } from '../call/call-text.ts';
import { callActions } from '../stores/calls-store.ts';
import { shellActions } from '../stores/shell-store.ts';
import { Button } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useI18n } from '../ui/use-i18n.ts';
import { CalleeLine } from './callee-line.tsx';
import { PracticePill } from './practice-pill.tsx';
import { useMiniKeys } from './use-mini-keys.ts';

const verdicts = ['rang', 'silent'] as const;

/** Asks the agent whether the call was placed. A digit answers; Enter does nothing. */
export function DoubtCard({ call }: { call: Call }) {
  const i18n = useI18n();
  const { t } = i18n;
  const say = (verdict: (typeof verdicts)[number]): void =>
    void callActions.resolve(call.id, verdict);
  const problem = dialOf(call)?.problem;
  useMiniKeys({
    onEscape: () => void shellActions.setMini(false),
    onDigit: (digit) => {
      const verdict = verdicts[digit - 1];
      if (verdict) say(verdict);
    },
  });
  return (
    <section className="mini-card mini-doubt" role="alert" aria-labelledby="doubt-title">
      <h1 id="doubt-title" className="mini-warning">
        <TriangleAlert size={18} aria-hidden="true" />
        {t('live.unknownTitle')}
      </h1>
      <div className="mini-head">
        <CalleeLine call={call} />
        <PracticePill practice={call.practice} />
      </div>
      <p className="soft">
        {problem && `${problemText('place', problem, i18n).message} `}
        {t('live.unknownKept')}
      </p>
      <p className="mini-ask">{t('live.unknownAsk')}</p>
      <div className="mini-answers">
        <Button small onClick={() => say('rang')}>
          <Kbd>1</Kbd> {t('live.myPhoneRang')}
        </Button>
        <Button small onClick={() => say('silent')}>
          <Kbd>2</Kbd> {t('live.itDidntRing')}
        </Button>
      </div>
    </section>
  );
}

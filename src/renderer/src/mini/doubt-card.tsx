import { TriangleAlert } from 'lucide-react';
import type { Call } from '../../../shared/domain/call.ts';
import { problemWords } from '../features/live-call/call-words.ts';
import { callActions } from '../stores/calls-store.ts';
import { shellActions } from '../stores/shell-store.ts';
import { Kbd } from '../ui/bits.tsx';
import { Button } from '../ui/button.tsx';
import { useWords } from '../ui/use-words.ts';
import { PracticePill, Who } from './parts.tsx';
import { useMiniKeys } from './use-mini-keys.ts';

const verdicts = ['rang', 'silent'] as const;

/** Nobody knows whether the call was placed. The agent says so by a digit: Enter says nothing. */
export function DoubtCard({ call }: { call: Call }) {
  const words = useWords();
  const { t } = words;
  const say = (verdict: (typeof verdicts)[number]): void =>
    void callActions.resolve(call.id, verdict);
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
        <Who name={call.customerName} display={call.customerDisplay} />
        <PracticePill practice={call.practice} />
      </div>
      <p className="soft">
        {call.problem && `${problemWords('place', call.problem, words).message} `}
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

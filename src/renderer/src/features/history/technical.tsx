import type { Call } from '../../../../shared/domain/call.ts';
import type { OddAnswer } from '../../../../shared/domain/odd-answer.ts';
import { totalDurationOf } from '../../../../shared/domain/total-duration.ts';
import type { CallDetail } from '../../stores/detail-store.ts';
import { useWords } from '../../ui/use-words.ts';
import { CopyButton } from './copy-button.tsx';

/** What support asks for: everything else that Exotel told, and answers that were odd. */
export function Technical({ detail }: { detail: CallDetail }) {
  const { t } = useWords();
  const { call, answers } = detail;
  return (
    <details className="detail-section technical">
      <summary className="eyebrow">
        {t('technical.title')}
        {answers.length > 0 && ` · ${t('technical.oddAnswers', { count: answers.length })}`}
      </summary>
      <ProviderFacts call={call} />
      {answers.length > 0 && <p className="muted technical-note">{t('technical.keptText')}</p>}
      {answers.map((answer) => (
        <Answer key={`${answer.question} ${answer.httpStatus} ${answer.oddity}`} answer={answer} />
      ))}
    </details>
  );
}

function ProviderFacts({ call }: { call: Call }) {
  const { t, duration, dayAndTime } = useWords();
  const { provider, profileName } = call;
  const total = totalDurationOf(call);
  const when = (at: number | null | undefined) => (at ? dayAndTime(at) : null);
  const facts: [string, string | null | undefined][] = [
    [t('technical.profile'), profileName],
    ['direction', provider?.direction],
    ['virtual_number', provider?.virtualNumber],
    ['created_time', when(provider?.createdAt)],
    ['start_time', when(provider?.startedAt)],
    ['updated_time', when(provider?.updatedAt)],
    ['total_duration', total && `${duration(total.seconds)} (${t(`basis.${total.basis}`)})`],
    ['custom_field', provider?.customField],
    ['app_id', provider?.appId],
    ['app_name', provider?.appName],
    ['digits', provider?.digits],
  ];
  const known = facts.filter(([, value]) => value);
  if (known.length === 0) return <p className="muted">{t('technical.nothing')}</p>;
  return (
    <dl className="facts">
      {known.map(([name, value]) => (
        <div key={name}>
          <dt className="muted">{name}</dt>
          <dd className="tabular">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Answer({ answer }: { answer: OddAnswer }) {
  const { t, time } = useWords();
  const { at, question, httpStatus, oddity, body } = answer;
  const title = `${t(`technical.questions.${question}`)} · HTTP ${httpStatus} · ${time(at, true)}`;
  return (
    <div className="technical-answer">
      <div className="copy-row">
        <span>
          <span>{title}</span>
          <span className="muted copy-value">{oddity}</span>
        </span>
        <CopyButton what={title} value={`${title}\n${oddity}\n${body}`} />
      </div>
      {/* A long answer scrolls, also by keys. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <pre tabIndex={0} role="region" aria-label={title}>
        {body}
      </pre>
    </div>
  );
}

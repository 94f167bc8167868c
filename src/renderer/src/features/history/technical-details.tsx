import type { ReactNode } from 'react';
import type { Call, TimelineEntry } from '../../../../shared/domain/call.ts';
import { dialOf } from '../../../../shared/domain/dial-of.ts';
import { totalDurationOf } from '../../../../shared/domain/total-duration.ts';
import type { UnexpectedResponse } from '../../../../shared/domain/unexpected-response.ts';
import { queueOf } from '../../call/call-text.ts';
import type { CallDetail } from '../../stores/detail-store.ts';
import { FactList } from '../../ui/fact-list.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { CopyButton } from './copy-button.tsx';
import { LegList } from './leg-list.tsx';
import './technical-details.css';
import './timeline.css';

/**
 * What support asks for: every step, ids, everything that Exotel reported, and unexpected
 * responses.
 */
export function TechnicalDetails({ detail }: { detail: CallDetail }) {
  const { t } = useI18n();
  const { call, timeline, answers } = detail;
  const customField = dialOf(call)?.customField ?? '';
  return (
    <details className="detail-section technical">
      <summary className="eyebrow">
        {t('history.technical.title')}
        {answers.length > 0 && ` · ${t('history.technical.oddAnswers', { count: answers.length })}`}
      </summary>
      <TechnicalPart title={t('history.technical.steps')}>
        <StepList entries={timeline} />
      </TechnicalPart>
      {call.sid !== null && (
        <TechnicalPart title={t('history.technical.phones')}>
          <LegList call={call} />
        </TechnicalPart>
      )}
      <TechnicalPart title={t('history.technical.ids')}>
        {call.sid !== null && <CopyRow label={t('history.technical.callSid')} value={call.sid} />}
        {customField !== '' && (
          <CopyRow label={t('history.technical.customField')} value={customField} />
        )}
        <ProviderFactsList call={call} />
      </TechnicalPart>
      {answers.length > 0 && (
        <p className="muted technical-note">{t('history.technical.keptText')}</p>
      )}
      {answers.map((response) => (
        <OddAnswerItem
          key={`${response.question} ${response.httpStatus} ${response.oddity}`}
          response={response}
        />
      ))}
    </details>
  );
}

function TechnicalPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="technical-part">
      <h4 className="muted">{title}</h4>
      {children}
    </div>
  );
}

/** What happened when, and how we know. */
function StepList({ entries }: { entries: readonly TimelineEntry[] }) {
  const { t, time } = useI18n();
  return (
    <ol className="timeline">
      {entries.map(({ at, kind, basis, detail }) => (
        <li key={`${at}-${kind}-${detail}`}>
          <time className="muted tabular" dateTime={new Date(at).toISOString()}>
            {time(at, true)}
          </time>
          <span>
            {t(`calls.timeline.${kind}`)}
            {detail && <span className="muted">: {detail}</span>}
            <span className="timeline-basis muted"> · {t(`calls.basis.${basis}`)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

function CopyRow({ label, value }: { label: string; value: string }) {
  return (
    <div className="copy-row">
      <span>
        <span className="muted">{label}</span>
        <span className="copy-value tabular">{value}</span>
      </span>
      <CopyButton what={label} value={value} />
    </div>
  );
}

type PossibleFact = [name: string, value: string | false | null | undefined];

function hasValue(fact: PossibleFact): fact is [string, string] {
  return Boolean(fact[1]);
}

function ProviderFactsList({ call }: { call: Call }) {
  const { t, duration, dayAndTime } = useI18n();
  const { provider } = call;
  const dial = dialOf(call);
  const arrival = call.direction === 'inbound' ? call.arrival : null;
  const total = totalDurationOf(call);
  const when = (at: number | null | undefined) => (at ? dayAndTime(at) : null);
  const facts: PossibleFact[] = [
    [t('history.technical.unreadable'), call.unreadable?.join(', ')],
    [
      t('history.technical.via'),
      dial && !call.unreadable?.includes('source') && t(`history.sources.${dial.source}`),
    ],
    [t('history.technical.profile'), dial?.profileName],
    [t('history.technical.queue'), queueOf(call)],
    [t('history.technical.attempt'), arrival?.attempt?.toString()],
    [t('history.technical.status'), [call.stateRaw, call.statusRaw].filter(Boolean).join(' / ')],
    ['direction', provider?.direction],
    ['virtual_number', provider?.virtualNumber],
    ['created_time', when(provider?.createdAt)],
    ['start_time', when(provider?.startedAt)],
    ['updated_time', when(provider?.updatedAt)],
    ['total_duration', total && `${duration(total.seconds)} (${t(`calls.basis.${total.basis}`)})`],
    ['custom_field', provider?.customField],
    ['app_id', provider?.appId],
    ['app_name', provider?.appName],
    ['digits', provider?.digits],
  ];
  return (
    <>
      <FactList dense facts={facts.filter(hasValue)} />
      {!provider && <p className="muted">{t('history.technical.nothing')}</p>}
    </>
  );
}

function OddAnswerItem({ response }: { response: UnexpectedResponse }) {
  const { t, time } = useI18n();
  const { at, question, httpStatus, oddity, body } = response;
  const title = `${t(`history.technical.questions.${question}`)} · HTTP ${httpStatus} · ${time(at, true)}`;
  return (
    <div className="technical-answer">
      <div className="copy-row">
        <span>
          <span>{title}</span>
          <span className="muted copy-value">{oddity}</span>
        </span>
        <CopyButton what={title} value={`${title}\n${oddity}\n${body}`} />
      </div>
      {/* A long response scrolls, also by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <pre tabIndex={0} role="region" aria-label={title}>
        {body}
      </pre>
    </div>
  );
}

import type { Call, Leg, TimelineEntry } from '../../../../shared/domain/call.ts';
import { useWords } from '../../ui/use-words.ts';
import { CopyButton } from './copy-button.tsx';

/** What happened when, and how that is known. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const { t, time } = useWords();
  return (
    <ol className="timeline">
      {entries.map(({ at, kind, basis, detail }) => (
        <li key={`${at}-${kind}`}>
          <time className="muted tabular" dateTime={new Date(at).toISOString()}>
            {time(at, true)}
          </time>
          <span>
            {t(`timeline.${kind}`)}
            {detail && <span className="muted">: {detail}</span>}
          </span>
          <span className="timeline-basis muted">{t(`basis.${basis}`)}</span>
        </li>
      ))}
    </ol>
  );
}

/** Both sides as Exotel reports them, where this account has the legs endpoint. */
export function Legs({ call }: { call: Call }) {
  const { t } = useWords();
  if (call.sid === null) return null;
  return (
    <section className="detail-section" aria-labelledby="legs-title">
      <h3 id="legs-title" className="eyebrow">
        {t('history.legs')}
      </h3>
      {call.legs.length === 0 && (
        <p className="muted">
          {t(call.legsSupported === false ? 'history.legsUnsupported' : 'history.legsNone')}
        </p>
      )}
      <ul className="legs">
        {call.legs.map((leg) => (
          <LegRow key={leg.sid ?? leg.side} leg={leg} />
        ))}
      </ul>
    </section>
  );
}

function LegRow({ leg }: { leg: Leg }) {
  const { t, time } = useWords();
  const unknownWord = leg.status === 'other' || leg.status === null;
  return (
    <li>
      <span>{t(leg.side === 'agent' ? 'live.you' : 'live.customer')}</span>
      <span className="muted tabular">
        {[leg.name, leg.contactUri, leg.groupName].filter(Boolean).join(' · ')}
      </span>
      <span className="legs-status">
        {unknownWord && leg.statusRaw
          ? t('live.rawStatus', { status: leg.statusRaw })
          : t(`legStatus.${leg.status ?? 'unknown'}`)}
      </span>
      <span className="muted tabular">{leg.createdAt !== null && time(leg.createdAt, true)}</span>
    </li>
  );
}

/** What Exotel's support asks for. */
export function Ids({ call }: { call: Call }) {
  const { t } = useWords();
  const said = [call.stateRaw, call.statusRaw].filter(Boolean).join(' / ');
  return (
    <section className="detail-section" aria-labelledby="ids-title">
      <h3 id="ids-title" className="eyebrow">
        {t('history.ids')}
      </h3>
      {call.sid !== null && <CopyRow label={t('history.callSid')} value={call.sid} />}
      <CopyRow label={t('history.customField')} value={call.customField} />
      {call.provider?.digits && (
        <p className="muted detail-raw tabular">
          {t('technical.digits', { digits: call.provider.digits })}
        </p>
      )}
      {said && <p className="muted detail-raw">{t('live.rawStatus', { status: said })}</p>}
      <p className="muted detail-raw">
        {t('history.via', { source: t(`history.sources.${call.source}`) })}
      </p>
    </section>
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

import type { Call, Leg } from '../../../../shared/domain/call.ts';
import { useI18n } from '../../ui/use-i18n.ts';
import './leg-list.css';

/** Both sides as Exotel reports them, if this account has the legs endpoint. */
export function LegList({ call }: { call: Call }) {
  const { t } = useI18n();
  if (call.legs.length === 0) {
    const untold = call.legsSupported === false;
    return (
      <p className="muted">
        {t(untold ? 'history.technical.phonesUnsupported' : 'history.technical.phonesNone')}
      </p>
    );
  }
  return (
    <ul className="phones">
      {call.legs.map((leg) => (
        <LegItem key={leg.sid ?? leg.side} leg={leg} />
      ))}
    </ul>
  );
}

function LegItem({ leg }: { leg: Leg }) {
  const { t, time } = useI18n();
  const unknownWord = leg.status === 'other' || leg.status === null;
  return (
    <li>
      <span>{t(leg.side === 'agent' ? 'live.you' : 'live.customer')}</span>
      <span>
        {unknownWord && leg.statusRaw
          ? t('live.rawStatus', { status: leg.statusRaw })
          : t(`calls.legStatus.${leg.status ?? 'unknown'}`)}
      </span>
      <span className="muted tabular">{leg.createdAt !== null && time(leg.createdAt, true)}</span>
      <span className="muted tabular phone-who">
        {[leg.name, leg.contactUri, leg.groupName].filter(Boolean).join(' · ')}
      </span>
    </li>
  );
}

import { Phone, X } from 'lucide-react';
import { outcomeKey, whoInFull } from '../../../../shared/call-text.ts';
import type { Call, InboundCall } from '../../../../shared/domain/call.ts';
import { isReported } from '../../../../shared/domain/is-reported.ts';
import { isMissed } from '../../../../shared/domain/missed-call.ts';
import { CallIcon } from '../../call/call-icon.tsx';
import { queueOf } from '../../call/call-text.ts';
import { ReportedMark } from '../../call/reported-mark.tsx';
import { hrefOf } from '../../route.ts';
import { callActions, useCalls } from '../../stores/calls-store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import './gone-calls.css';

/** Customers' calls that went by without this agent: said quietly, until they are put away. */
export function GoneCalls({ onCall }: { onCall: (call: Call) => void }) {
  const { t } = useI18n();
  const gone = useCalls((state) => state.gone);
  if (gone.length === 0) return null;
  return (
    <section className="panel gone" aria-labelledby="gone-title">
      <h2 id="gone-title" className="eyebrow">
        {t('live.arrival.gone')}
      </h2>
      <div role="log">
        <ul>
          {gone.map((call) => (
            <GoneCall
              key={call.id}
              call={call}
              onCall={() => onCall(call)}
              onDismiss={() => callActions.dismiss(call.id)}
            />
          ))}
        </ul>
      </div>
    </section>
  );
}

interface GoneCallProps {
  call: InboundCall;
  onCall: () => void;
  onDismiss: () => void;
}

export function GoneCall({ call, onCall, onDismiss }: GoneCallProps) {
  const { t, time } = useI18n();
  const { createdAt, endedAt, outcome } = call;
  const who = whoInFull(call, t);
  const times = [createdAt, endedAt].filter((at) => at !== null).map((at) => time(at, true));
  return (
    <li className="gone-call" data-gone-id={call.id} data-outcome={outcome ?? ''}>
      <CallIcon direction="inbound" outcome={outcome} />
      <div className="gone-what">
        <a href={hrefOf('history', call.id)} className="gone-who tabular">
          {who}
        </a>
        <p className="muted tabular">
          <span className="gone-outcome">{outcome && t(outcomeKey(call, outcome))}</span>
          {isReported(call) && <ReportedMark />}
          <span>{[times.join(' – '), queueOf(call)].filter(Boolean).join(' · ')}</span>
        </p>
      </div>
      {isMissed(call) && call.customerNumber !== null && (
        <Button
          small
          icon={<Phone size={15} aria-hidden="true" />}
          aria-label={t('live.arrival.callBackTo', { who })}
          onClick={onCall}
        >
          {t('history.callBack')}
        </Button>
      )}
      <IconButton
        label={t('live.arrival.putAway', { who })}
        icon={<X size={17} aria-hidden="true" />}
        onClick={onDismiss}
      />
    </li>
  );
}

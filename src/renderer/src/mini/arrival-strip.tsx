import { PhoneIncoming } from 'lucide-react';
import { whoInFull } from '../../../shared/call-text.ts';
import type { InboundCall } from '../../../shared/domain/call.ts';
import { queueOf, stateText } from '../call/call-text.ts';
import { useI18n } from '../ui/use-i18n.ts';

/** A customer who calls while a dial waits for the agent: said, and nothing else changes. */
export function ArrivalStrip({ call }: { call: InboundCall }) {
  const i18n = useI18n();
  const parts = [whoInFull(call, i18n.t), queueOf(call), stateText(call, i18n)];
  return (
    <p className="mini-strip" role="status" data-arrival-id={call.id}>
      <PhoneIncoming size={15} aria-hidden="true" />
      <span className="tabular">{parts.filter(Boolean).join(' · ')}</span>
    </p>
  );
}

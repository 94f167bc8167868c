import { whoOf } from '../../../shared/call-text.ts';
import type { Call } from '../../../shared/domain/call.ts';
import { useI18n } from '../ui/use-i18n.ts';

/** Who is called: name and number, wrapped if long, and never shortened. */
export function CalleeLine({ call }: { call: Call }) {
  const { t } = useI18n();
  const { customerName, customerDisplay } = call;
  return (
    <p className="mini-who">
      {customerName && <strong>{customerName}</strong>}{' '}
      <span className="tabular muted">{customerName ? customerDisplay : whoOf(call, t)}</span>
    </p>
  );
}

import type { TimelineEntry } from '../../../../shared/domain/call.ts';
import type { CallDetail } from '../../stores/detail-store.ts';
import { useI18n } from '../../ui/use-i18n.ts';
import './timeline.css';

/** Internal steps of Handset: they are in the technical details. */
const behindTheScenes: readonly TimelineEntry['kind'][] = [
  'recorded',
  'sent',
  'accepted',
  'finishing',
  'offered',
  'unreadable',
];

/** What the two phones did, and when. Nothing if neither did anything. */
export function HowItWentSection({ detail: { call, timeline } }: { detail: CallDetail }) {
  const { t, time, duration } = useI18n();
  const steps = timeline.filter(({ kind }) => !behindTheScenes.includes(kind));
  // A single step only repeats the heading.
  if (steps.length < 2) return null;
  return (
    <section className="detail-section" aria-labelledby="went-title">
      <h3 id="went-title" className="eyebrow">
        {t('history.howItWent')}
      </h3>
      <ol className="timeline">
        {steps.map(({ at, kind, basis }) => (
          <li key={`${at}-${kind}`}>
            <time
              className="muted tabular"
              dateTime={new Date(at).toISOString()}
              title={t(`calls.basis.${basis}`)}
            >
              {isExact(basis) ? time(at, true) : t('history.about', { time: time(at) })}
            </time>
            <span>
              {kind === 'talked' && call.talkSeconds
                ? t('history.talkedStep', { duration: duration(call.talkSeconds) })
                : t(`calls.timeline.${kind}`)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Something inferred was not seen to the second. */
function isExact(basis: TimelineEntry['basis']): boolean {
  return basis !== 'inferred' && basis !== 'computed';
}

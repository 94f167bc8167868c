import { Check, Clock, EyeOff, Phone, PhoneMissed, PhoneOutgoing, Voicemail } from 'lucide-react';
import type { MissedEntry } from '../../../../shared/contract/missed.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Pill } from '../../ui/pill.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import './missed.css';

interface MissedRowProps {
  entry: MissedEntry;
  /** Whether it is the row that Tab reaches. */
  active: boolean;
  onActivate: () => void;
  onDial: () => void;
  onDismiss: () => void;
  onOpen: (callId: string) => void;
}

/** A customer, why and when they were missed, and what to do about it. */
export function MissedRow({ entry, active, onActivate, ...does }: MissedRowProps) {
  const { t } = useI18n();
  const { name, display, takenBy, doNotCall } = entry;
  const who = name ?? display ?? t('missed.withheld');
  const tabIndex = active ? 0 : -1;
  const [own] = entry.calls;
  return (
    <li className="missed-row" data-taken={takenBy !== null || undefined} onFocus={onActivate}>
      <span className="missed-sign" aria-hidden="true">
        <Sign entry={entry} />
      </span>
      <div className="missed-who">
        <p className="missed-name">
          {own === undefined ? (
            <strong className={name ? undefined : 'tabular'}>{who}</strong>
          ) : (
            <button
              type="button"
              className="missed-open tabular"
              tabIndex={tabIndex}
              title={t('missed.open')}
              onClick={() => does.onOpen(own)}
            >
              {who}
            </button>
          )}
          {name && <span className="muted tabular">{display}</span>}
          {doNotCall && (
            <Pill tone="failed" small>
              {t('contacts.doNotCall')}
            </Pill>
          )}
        </p>
        <p className="missed-why">
          <Why entry={entry} />
        </p>
      </div>
      <Standing entry={entry} />
      <RowActions entry={entry} who={who} tabIndex={tabIndex} {...does} />
    </li>
  );
}

function Sign({ entry: { number, why } }: { entry: MissedEntry }) {
  if (why === 'voicemail') return <Voicemail size={18} strokeWidth={1.8} />;
  const Icon = number === null ? EyeOff : PhoneMissed;
  return <Icon size={18} strokeWidth={1.8} />;
}

/** When, how often, where and why. */
function Why({ entry }: { entry: MissedEntry }) {
  const { t, dayAndTime } = useI18n();
  const { at, why, queue, times, mine } = entry;
  return (
    <>
      <span className="tabular">{dayAndTime(at)}</span>
      {times > 1 && <span className="tabular">{t('missed.times', { count: times })}</span>}
      <span>{t(`missed.why.${why}`)}</span>
      {queue !== null && <span>{queue}</span>}
      {mine && queue !== null && <span>{t('missed.rangYou')}</span>}
    </>
  );
}

/** What has been done about it so far. */
function Standing({ entry: { takenBy, triedAt } }: { entry: MissedEntry }) {
  const { t, dayAndTimeWithin } = useI18n();
  if (takenBy !== null)
    return (
      <p className="missed-standing" data-taken>
        <PhoneOutgoing size={15} aria-hidden="true" />
        {t('missed.takenBy', { name: takenBy })}
      </p>
    );
  if (triedAt === null) return null;
  return (
    <p className="missed-standing">
      <Clock size={15} aria-hidden="true" />
      {t('missed.tried', { when: dayAndTimeWithin(triedAt) })}
    </p>
  );
}

interface RowActionsProps extends Pick<MissedRowProps, 'entry' | 'onDial' | 'onDismiss'> {
  who: string;
  tabIndex: number;
}

function RowActions({ entry, who, tabIndex, onDial, onDismiss }: RowActionsProps) {
  const { t } = useI18n();
  const { number, takenBy, display } = entry;
  return (
    <div className="missed-actions">
      {number === null ? (
        <span className="muted missed-cannot">
          {t(display === null ? 'missed.cannotWithheld' : 'missed.cannotRead')}
        </span>
      ) : (
        <Button
          small
          tone={takenBy === null ? 'plain' : 'quiet'}
          icon={<Phone size={15} aria-hidden="true" />}
          tabIndex={tabIndex}
          aria-label={t(takenBy === null ? 'missed.callWho' : 'missed.callWhoToo', {
            who,
            name: takenBy ?? '',
          })}
          aria-keyshortcuts="c"
          onClick={onDial}
        >
          {t(takenBy === null ? 'missed.call' : 'missed.callToo')}
        </Button>
      )}
      <IconButton
        label={t('missed.dismiss', { who })}
        icon={<Check size={17} />}
        tabIndex={tabIndex}
        aria-keyshortcuts="Delete"
        onClick={onDismiss}
      />
    </div>
  );
}

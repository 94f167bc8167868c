import { Ban, GraduationCap, MapPin, User } from 'lucide-react';
import type { UnderstoodNumber } from '../../../../shared/domain/phone-number.ts';
import { practiceStories } from '../../../../shared/domain/practice-story.ts';
import { TimeThere } from '../../call/time-there.tsx';
import { useAccount } from '../../stores/account-store.ts';
import { useI18n } from '../../ui/use-i18n.ts';
import { NumberChoice } from './number-choice.tsx';
import './understood.css';

interface UnderstoodLinesProps {
  text: string;
  understood: UnderstoodNumber | null;
}

/**
 * What Handset made of the field: country and kind, whose number it is, and in practice, how it
 * goes.
 */
export function UnderstoodLines({ text, understood }: UnderstoodLinesProps) {
  const { t } = useI18n();
  const practice = useAccount(({ view }) => view.mode === 'practice');
  const empty = text.trim() === '' || !understood;
  const candidates = empty ? [] : understood.candidates;
  return (
    <>
      <div
        id="dial-understood"
        className="understood"
        role="status"
        data-practice={practice || undefined}
        data-choosing={candidates.length > 0 || undefined}
      >
        {empty ? <p>{t('dialing.emptyHint')}</p> : <NumberFactLines understood={understood} />}
      </div>
      <NumberChoice candidates={candidates} />
    </>
  );
}

function NumberFactLines({ understood }: { understood: UnderstoodNumber }) {
  const { t, country, date } = useI18n();
  const { valid, problem, kind, name, lastCalledAt, practiceStory, extension } = understood;
  const isIt = problem === 'number_ambiguous' && understood.candidates.length === 1;
  const story = practiceStories.find((each) => each === practiceStory);
  const called = lastCalledAt && t('dialing.lastCalled', { when: date(lastCalledAt) });
  const place = [
    understood.country && country(understood.country),
    // “Another kind” would say nothing.
    valid && kind && kind !== 'other' && t(`dialing.kinds.${kind}`),
    valid && extension && t('dialing.numbers.extension', { extension }),
    problem && !isIt && t(`dialing.numbers.problems.${problem}`),
    isIt && t('dialing.numbers.isIt'),
  ];
  return (
    <>
      <p>
        {valid ? <MapPin size={15} aria-hidden="true" /> : <Ban size={15} aria-hidden="true" />}
        <span>
          {place.filter(Boolean).join(' · ')}
          {valid && understood.country && <TimeThere country={understood.country} />}
        </span>
      </p>
      {(name || called) && (
        <p className="understood-name">
          <User size={15} aria-hidden="true" />
          <span>
            {name && <strong>{name}</strong>}
            {name && called && '\u00a0· '}
            {called}
          </span>
        </p>
      )}
      {valid && story && (
        <p className="understood-story">
          <GraduationCap size={15} aria-hidden="true" />
          <span>{t('dialing.willPlay', { story: t(`practice.stories.${story}`) })}</span>
        </p>
      )}
    </>
  );
}

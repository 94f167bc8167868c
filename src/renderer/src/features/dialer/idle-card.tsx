import { GraduationCap, PhoneCall, PhoneIncoming } from 'lucide-react';
import { useState } from 'react';
import { acceleratorLabel } from '../../../../shared/domain/accelerator.ts';
import type { AppError } from '../../../../shared/domain/app-error.ts';
import {
  type ArrivalStory,
  arrivalStories,
  practiceNumber,
  practiceStories,
} from '../../../../shared/domain/practice-story.ts';
import { focusNumberField } from '../../call/focus.ts';
import { useAccount } from '../../stores/account-store.ts';
import { callActions } from '../../stores/calls-store.ts';
import { dialerActions, useDialer } from '../../stores/dialer-store.ts';
import { useSettings } from '../../stores/settings-store.ts';
import { useShell } from '../../stores/shell-store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import './idle-card.css';

/** Shown while there is no call: the stories in practice, otherwise the first step. */
export function IdleCard() {
  const practice = useAccount(({ view }) => view.mode === 'practice');
  const used = useDialer((state) => state.used);
  if (practice) return <PracticeStoriesCard />;
  return used === false ? <WelcomeCard /> : null;
}

function WelcomeCard() {
  const { t } = useI18n();
  const { hotkeyEnabled, hotkey } = useSettings();
  const platform = useShell(({ status }) => status.platform);
  return (
    <section className="panel idle">
      <EmptyState
        icon={<PhoneCall size={24} />}
        title={t('dialing.welcomeTitle')}
        text={t('dialing.welcomeText')}
        action={
          hotkeyEnabled && (
            <p>{t('dialing.welcomeHotkey', { hotkey: acceleratorLabel(hotkey, platform) })}</p>
          )
        }
      />
    </section>
  );
}

function PracticeStoriesCard() {
  const { t } = useI18n();
  return (
    <section className="panel stories" aria-labelledby="stories-title">
      <div className="stories-head">
        <span className="stories-icon" aria-hidden="true">
          <GraduationCap size={22} />
        </span>
        <div>
          <h2 id="stories-title">{t('dialing.storiesTitle')}</h2>
          <p className="soft">{t('dialing.storiesText')}</p>
        </div>
      </div>
      <ul>
        {practiceStories.map((story) => {
          const number = practiceNumber(story);
          return (
            <li key={story}>
              <button
                type="button"
                className="story"
                onClick={() => {
                  void dialerActions.setText(number);
                  focusNumberField();
                }}
              >
                <span className="story-ending tabular">…{number.slice(-4)}</span>
                <span>{t(`practice.stories.${story}`)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <ArrivalStories />
    </section>
  );
}

/** A practice customer calls at the press of a button. */
function ArrivalStories() {
  const { t } = useI18n();
  const [error, setError] = useState<AppError | null>(null);
  async function callMe(story: ArrivalStory): Promise<void> {
    const result = await callActions.callMe(story);
    setError(result.ok ? null : result.error);
  }
  return (
    <div className="stories-in" role="group" aria-labelledby="stories-in-title">
      <h3 id="stories-in-title" className="eyebrow">
        {t('dialing.beCalledTitle')}
      </h3>
      <p className="soft">{t('dialing.beCalledText')}</p>
      {error && <Problem error={error} />}
      <div className="stories-in-choices">
        {arrivalStories.map((story) => (
          <Button
            key={story}
            small
            icon={<PhoneIncoming size={15} aria-hidden="true" />}
            onClick={() => void callMe(story)}
          >
            {t(`practice.arrivals.${story}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}

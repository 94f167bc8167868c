import { GraduationCap, Phone } from 'lucide-react';
import { useState } from 'react';
import type { AppError } from '../../../../shared/domain/app-error.ts';
import { accountActions } from '../../stores/account-store.ts';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { AccountForm } from './account-form.tsx';
import './onboarding-screen.css';

/** First start: connect an account, or look around without one. */
export function OnboardingScreen() {
  const { t } = useI18n();
  const [error, setError] = useState<AppError | null>(null);
  async function tryPractice(): Promise<void> {
    const result = await accountActions.switchToPractice();
    setError(result.ok ? null : result.error);
  }
  return (
    <div className="onboarding">
      <section className="onboarding-intro" aria-labelledby="headline">
        <p className="brand">
          <span className="brand-sign" aria-hidden="true">
            <Phone size={24} />
          </span>
          {t('common.appName')}
        </p>
        <h1 id="headline">{t('onboarding.headline')}</h1>
        <p className="onboarding-lead">{t('onboarding.lead')}</p>
        <Button
          className="try-practice"
          aria-describedby="practice-hint"
          onClick={() => void tryPractice()}
        >
          <GraduationCap size={22} aria-hidden="true" />
          <span>{t('onboarding.tryPractice')}</span>
          <span className="muted" aria-hidden="true">
            {t('onboarding.nobodyIsCalled')}
          </span>
        </Button>
        <p id="practice-hint" className="muted">
          {t('onboarding.practiceHint')}
        </p>
        {error && <Problem error={error} />}
      </section>
      <section className="onboarding-account" aria-labelledby="connect-title">
        <div>
          <h2 id="connect-title">{t('onboarding.title')}</h2>
          <p className="onboarding-about">{t('onboarding.intro')}</p>
          <AccountForm submitLabel={t('onboarding.start')} />
        </div>
      </section>
    </div>
  );
}

import { lazy } from 'react';

export const OnboardingScreen = lazy(() =>
  import('./onboarding-screen.tsx').then((module) => ({ default: module.OnboardingScreen })),
);

/** Also used by the settings. */
export const AccountForm = lazy(() =>
  import('./account-form.tsx').then((module) => ({ default: module.AccountForm })),
);

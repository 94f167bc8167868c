import { lazy } from 'react';

export const OnboardingScreen = lazy(() =>
  import('./onboarding-screen.tsx').then((module) => ({ default: module.OnboardingScreen })),
);

/** Also for the settings. */
export const AccountForm = lazy(() =>
  import('./account-form.tsx').then((module) => ({ default: module.AccountForm })),
);

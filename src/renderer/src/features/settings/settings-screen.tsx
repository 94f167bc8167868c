import {
  AudioLines,
  Headset,
  Info,
  Keyboard,
  KeyRound,
  ListChecks,
  type LucideIcon,
  Monitor,
  Phone,
  Shield,
  SlidersHorizontal,
} from 'lucide-react';
import { Tabs } from 'radix-ui';
import type { ReactNode } from 'react';
import { type SettingsSection, settingsGroups, settingsSections } from '../../route.ts';
import { goTo, useNavigation } from '../../stores/navigation-store.ts';
import { useSettingsError } from '../../stores/settings-store.ts';
import { Problem } from '../../ui/problem.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { AboutSection } from './about-section.tsx';
import { AccountSection } from './account-section.tsx';
import { CallingSection } from './calling-section.tsx';
import { FloorSection } from './floor/floor-section.tsx';
import { GeneralSection } from './general-section.tsx';
import { PrivacySection } from './privacy-section.tsx';
import { ProfilesSection } from './profiles-section.tsx';
import { RecordingsSection } from './recordings-section.tsx';
import { ResultsSection } from './results-section.tsx';
import { ShortcutsSection } from './shortcuts-section.tsx';
import './settings-screen.css';

const icons: Record<SettingsSection, LucideIcon> = {
  account: KeyRound,
  floor: Headset,
  calling: Phone,
  results: ListChecks,
  profiles: SlidersHorizontal,
  recordings: AudioLines,
  general: Monitor,
  shortcuts: Keyboard,
  privacy: Shield,
  about: Info,
};

interface SettingsScreenProps {
  /** Renders the account form, which onboarding uses as well. */
  renderAccountForm: (onDone: () => void) => ReactNode;
}

/** Everything that can be set. Every change is saved at once. */
export function SettingsScreen({ renderAccountForm }: SettingsScreenProps) {
  const { t } = useI18n();
  const detail = useNavigation((state) => state.detail);
  const error = useSettingsError();
  const section = settingsSections.find((each) => each === detail) ?? 'account';
  const bodies: Record<SettingsSection, ReactNode> = {
    account: <AccountSection renderAccountForm={renderAccountForm} />,
    floor: <FloorSection />,
    calling: <CallingSection />,
    results: <ResultsSection />,
    profiles: <ProfilesSection />,
    recordings: <RecordingsSection />,
    general: <GeneralSection />,
    shortcuts: <ShortcutsSection />,
    privacy: <PrivacySection />,
    about: <AboutSection />,
  };
  return (
    <div className="settings">
      <h1>{t('settings.title')}</h1>
      <Tabs.Root
        className="settings-tabs"
        orientation="vertical"
        value={section}
        onValueChange={(next) => goTo('settings', next, true)}
      >
        <Tabs.List className="settings-nav" aria-label={t('settings.sections')}>
          {settingsSections.map((each) => {
            const Icon = icons[each];
            return (
              <Tabs.Trigger
                key={each}
                value={each}
                className="settings-tab"
                data-first={settingsGroups.some(([first]) => first === each) || undefined}
              >
                <Icon size={17} aria-hidden="true" />
                {t(`settings.${each}.title`)}
              </Tabs.Trigger>
            );
          })}
        </Tabs.List>
        <Tabs.Content value={section} className="settings-body">
          {error && (
            <Problem
              error={{ ...error, message: `${t('settings.saveFailed')} ${error.message}` }}
            />
          )}
          {bodies[section]}
        </Tabs.Content>
      </Tabs.Root>
    </div>
  );
}

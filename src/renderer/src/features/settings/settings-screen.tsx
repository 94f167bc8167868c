import {
  AudioLines,
  Bell,
  Info,
  Keyboard,
  KeyRound,
  type LucideIcon,
  Palette,
  Phone,
  Shield,
  SlidersHorizontal,
  Webhook,
} from 'lucide-react';
import { Tabs } from 'radix-ui';
import type { ReactNode } from 'react';
import { goTo, useNavigation } from '../../stores/navigation-store.ts';
import { useSettingsError } from '../../stores/settings-store.ts';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../ui/use-words.ts';
import { AboutSection } from './about-section.tsx';
import { AccountSection } from './account-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { CallbacksSection } from './callbacks-section.tsx';
import { CallingSection } from './calling-section.tsx';
import { NotificationsSection } from './notifications-section.tsx';
import { PrivacySection } from './privacy-section.tsx';
import { ProfilesSection } from './profiles-section.tsx';
import { RecordingsSection } from './recordings-section.tsx';
import { ShortcutsSection } from './shortcuts-section.tsx';
import './settings.css';

/** In three groups: calls, this computer, and what is kept and told. */
const groups = [
  ['account', 'calling', 'profiles', 'recordings', 'callbacks'],
  ['shortcuts', 'notifications', 'appearance'],
  ['privacy', 'about'],
] as const;
type Section = (typeof groups)[number][number];
const sections: readonly Section[] = groups.flat();

const icons: Record<Section, LucideIcon> = {
  account: KeyRound,
  calling: Phone,
  profiles: SlidersHorizontal,
  recordings: AudioLines,
  callbacks: Webhook,
  shortcuts: Keyboard,
  notifications: Bell,
  appearance: Palette,
  privacy: Shield,
  about: Info,
};

interface SettingsScreenProps {
  /** The account's form, which onboarding has as well. */
  renderAccountForm: (onDone: () => void) => ReactNode;
}

/** What can be set. Every change is kept at once. */
export function SettingsScreen({ renderAccountForm }: SettingsScreenProps) {
  const { t } = useWords();
  const detail = useNavigation((state) => state.detail);
  const error = useSettingsError();
  const section = sections.find((each) => each === detail) ?? 'account';
  const bodies: Record<Section, ReactNode> = {
    account: <AccountSection renderAccountForm={renderAccountForm} />,
    calling: <CallingSection />,
    profiles: <ProfilesSection />,
    recordings: <RecordingsSection />,
    shortcuts: <ShortcutsSection />,
    notifications: <NotificationsSection />,
    callbacks: <CallbacksSection />,
    appearance: <AppearanceSection />,
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
          {sections.map((each) => {
            const Icon = icons[each];
            return (
              <Tabs.Trigger
                key={each}
                value={each}
                className="settings-tab"
                data-first={groups.some(([first]) => first === each) || undefined}
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

import { AudioLines, Clock, Grip, type LucideIcon, Phone, Settings, Users } from 'lucide-react';
import { hrefOf, type Screen } from '../route.ts';
import { useNavigation } from '../stores/navigation-store.ts';
import { useI18n } from '../ui/use-i18n.ts';
import './nav-rail.css';

const places: readonly { screen: Screen; Icon: LucideIcon }[] = [
  { screen: 'dial', Icon: Grip },
  { screen: 'history', Icon: Clock },
  { screen: 'contacts', Icon: Users },
  { screen: 'recordings', Icon: AudioLines },
  { screen: 'settings', Icon: Settings },
];

/** The ways to all screens. */
export function NavRail() {
  const { t } = useI18n();
  const here = useNavigation((state) => state.screen);
  return (
    <nav className="rail-nav" aria-label={t('frame.navigation')}>
      <span className="rail-brand" aria-hidden="true">
        <Phone size={20} />
      </span>
      {places.map(({ screen, Icon }) => (
        <a
          key={screen}
          href={hrefOf(screen)}
          className="rail-link"
          data-screen={screen}
          aria-current={screen === here ? 'page' : undefined}
        >
          <Icon size={21} strokeWidth={1.7} aria-hidden="true" />
          {t(`frame.${screen}`)}
        </a>
      ))}
    </nav>
  );
}

import { Phone } from 'lucide-react';
import { hrefOf } from '../route.ts';
import { screens } from '../screens.tsx';
import { useNavigation } from '../stores/navigation-store.ts';
import { useI18n } from '../ui/use-i18n.ts';
import './nav-rail.css';

/** Links to all screens. */
export function NavRail() {
  const { t } = useI18n();
  const here = useNavigation((state) => state.screen);
  return (
    <nav className="nav-rail" aria-label={t('frame.navigation')}>
      <span className="nav-rail-brand" aria-hidden="true">
        <Phone size={20} />
      </span>
      {screens.map(({ screen, icon: Icon }) => (
        <a
          key={screen}
          href={hrefOf(screen)}
          className="nav-rail-link"
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

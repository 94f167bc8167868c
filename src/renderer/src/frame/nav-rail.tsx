import { Phone } from 'lucide-react';
import { hrefOf } from '../route.ts';
import { useScreens } from '../screens.tsx';
import { useMissed } from '../stores/missed-store.ts';
import { useNavigation } from '../stores/navigation-store.ts';
import { useI18n } from '../ui/use-i18n.ts';
import './nav-rail.css';

/** More do not fit over the icon. */
const mostInBadge = 99;

/** Links to all screens. */
export function NavRail() {
  const { t } = useI18n();
  const screens = useScreens();
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
          {screen === 'missed' && <MissedBadge />}
        </a>
      ))}
    </nav>
  );
}

/** How many customers wait to be called back. */
function MissedBadge() {
  const { t } = useI18n();
  const waiting = useMissed((state) => state.waiting);
  if (waiting === 0) return null;
  return (
    <>
      <span className="nav-rail-badge tabular" aria-hidden="true">
        {waiting > mostInBadge ? `${mostInBadge}+` : waiting}
      </span>
      <span className="visually-hidden">{t('missed.waiting', { count: waiting })}</span>
    </>
  );
}

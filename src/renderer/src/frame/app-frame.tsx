import type { ReactNode } from 'react';
import { useAccount } from '../stores/account-store.ts';
import { Button } from '../ui/button.tsx';
import { SettingsAreHere } from '../ui/linked-text.tsx';
import { useI18n } from '../ui/use-i18n.ts';
import { AccountStatus } from './account-status.tsx';
import { NavRail } from './nav-rail.tsx';
import { NoticeList } from './notice-list.tsx';
import { SearchBox } from './search-box.tsx';
import { useScreenKeys } from './window-keys.ts';
import './app-frame.css';

/** The frame of every screen: navigation, search, and status. */
export function AppFrame({ children }: { children: ReactNode }) {
  const { t } = useI18n();
  const practice = useAccount(({ view }) => view.mode === 'practice');
  useScreenKeys();
  return (
    <SettingsAreHere value={true}>
      <div className="frame" data-practice={practice || undefined}>
        <Button className="skip" onClick={focusMain}>
          {t('frame.skip')}
        </Button>
        <NavRail />
        <header className="topbar">
          <SearchBox />
          <AccountStatus />
        </header>
        <NoticeList />
        <main id="main" className="screen" tabIndex={-1}>
          {children}
        </main>
      </div>
    </SettingsAreHere>
  );
}

/** A button rather than an anchor: the address belongs to the navigation. */
function focusMain(): void {
  document.getElementById('main')?.focus();
}

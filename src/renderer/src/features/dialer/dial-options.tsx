import { lazy, Suspense } from 'react';
import { useAccount } from '../../stores/account-store.ts';
import { dialerActions, useDialer } from '../../stores/dialer-store.ts';
import { useProfiles } from '../../stores/profiles-store.ts';
import { Switch } from '../../ui/switch.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import './dial-options.css';

// A menu is heavy, and most agents have one profile.
const ProfileChoice = lazy(() =>
  import('./profile-choice.tsx').then((m) => ({ default: m.ProfileChoice })),
);

/** How the next call is placed. */
export function DialOptions() {
  const { t } = useI18n();
  const virtualNumber = useAccount(({ view }) => view.virtualNumberDisplay);
  const { record, profileId } = useDialer();
  const { defaultId, profiles } = useProfiles();
  // A profile that was deleted in the meantime can no longer be chosen.
  const chosen =
    profiles.find(({ id }) => id === profileId) ?? profiles.find(({ id }) => id === defaultId);
  return (
    <div className="dial-options">
      {virtualNumber && (
        <p className="dial-from" title={t('dialing.exoPhone')}>
          <span className="muted">{t('dialing.from')}</span>
          <span className="tabular">{virtualNumber}</span>
        </p>
      )}
      <Switch
        label={t('dialing.record')}
        checked={record ?? chosen?.profile.record ?? false}
        onChange={dialerActions.setRecord}
      />
      {profiles.length > 1 && chosen && (
        // Has a boundary of its own, so that the dialer does not wait for it. Its room is reserved.
        <div className="dial-profile">
          <Suspense>
            <ProfileChoice chosenId={chosen.id} />
          </Suspense>
        </div>
      )}
    </div>
  );
}

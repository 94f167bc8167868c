import { lazy, Suspense } from 'react';
import { standingOf, standingText } from '../../../../shared/floor-text.ts';
import { floorActions, useFloor } from '../../stores/floor-store.ts';
import { goTo } from '../../stores/navigation-store.ts';
import { useI18n } from '../../ui/use-i18n.ts';
import type { AvailabilityActions } from './availability-menu.tsx';
import { StandingButton } from './standing-button.tsx';

// A menu is heavy, and many agents have no floor.
const AvailabilityMenu = lazy(() =>
  import('./availability-menu.tsx').then((module) => ({ default: module.AvailabilityMenu })),
);

/** What the agent is for the floor, and the menu that changes it; nothing while none is joined. */
export function AvailabilityControl() {
  const { t } = useI18n();
  const view = useFloor();
  const standing = standingOf(view);
  if (standing === null) return null;
  const { key, ...values } = standingText(standing, view);
  return (
    <>
      <Suspense fallback={<StandingButton view={view} standing={standing} />}>
        <AvailabilityMenu view={view} standing={standing} actions={actions} />
      </Suspense>
      {/* Without the clock: it is read aloud when it changes, not each second. */}
      <span role="status" className="visually-hidden">
        {t(key, values)}
      </span>
    </>
  );
}

const { show } = floorActions;
const actions: AvailabilityActions = {
  setAvailability: (wish) => void show(floorActions.setAvailability(wish)),
  endWrapUp: () => void show(floorActions.endWrapUp()),
  retry: () => void show(floorActions.retry()),
  signInHere: () => void show(floorActions.signInHere()),
  openSettings: () => goTo('settings', 'floor'),
};

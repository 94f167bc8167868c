import { lazy, Suspense, useState } from 'react';
import type { FloorView } from '../../../../shared/contract/floor.ts';
import { type FloorStanding, standingOf, standingText } from '../../../../shared/floor-text.ts';
import { floorActions, useFloor } from '../../stores/floor-store.ts';
import { goTo } from '../../stores/navigation-store.ts';
import { useI18n } from '../../ui/use-i18n.ts';
import { useAvailabilityKey } from '../window-keys.ts';
import type { AvailabilityActions } from './availability-menu.tsx';
import { StandingButton } from './standing-button.tsx';

// A menu is heavy, and many agents have no floor.
const AvailabilityMenu = lazy(() =>
  import('./availability-menu.tsx').then((module) => ({ default: module.AvailabilityMenu })),
);

/** What the agent is for the floor, and the menu that changes it; nothing while none is joined. */
export function AvailabilityControl() {
  const view = useFloor();
  const standing = standingOf(view);
  return standing && <JoinedControl view={view} standing={standing} />;
}

function JoinedControl({ view, standing }: { view: FloorView; standing: FloorStanding }) {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  useAvailabilityKey(() => setOpen(true));
  const { key, ...values } = standingText(standing, view);
  // An agent who clicks before the menu has loaded gets it as soon as it is there.
  const early = <StandingButton view={view} standing={standing} onClick={() => setOpen(true)} />;
  return (
    <>
      <Suspense fallback={early}>
        <AvailabilityMenu
          view={view}
          standing={standing}
          actions={actions}
          open={open}
          onOpenChange={setOpen}
        />
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

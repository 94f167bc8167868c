import { useState } from 'react';
import type { FloorView } from '../../../../shared/contract/floor.ts';
import type { AvailabilityWish } from '../../../../shared/domain/availability.ts';
import { callComesFirst, canChoose, type FloorStanding } from '../../../../shared/floor-text.ts';
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from '../../ui/menu.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { AvailabilityChoices } from './availability-choices.tsx';
import { BreakReasonDialog } from './break-reason-dialog.tsx';
import { Mending } from './mending.tsx';
import { StandingButton } from './standing-button.tsx';

export interface AvailabilityActions {
  setAvailability: (wish: AvailabilityWish) => void;
  endWrapUp: () => void;
  retry: () => void;
  signInHere: () => void;
  openSettings: () => void;
}

interface AvailabilityMenuProps {
  view: FloorView;
  standing: FloorStanding;
  actions: AvailabilityActions;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The button says what the agent is now; its menu changes that, or mends the connection. */
export function AvailabilityMenu(props: AvailabilityMenuProps) {
  const { view, standing, actions, open, onOpenChange } = props;
  const { t } = useI18n();
  const [typing, setTyping] = useState(false);
  const { availability } = view;
  return (
    <>
      <Menu open={open} onOpenChange={onOpenChange}>
        <MenuTrigger>
          <StandingButton view={view} standing={standing} />
        </MenuTrigger>
        <MenuContent align="end">
          {canChoose(view.connection) && (
            <>
              <AvailabilityChoices
                view={view}
                onChoose={actions.setAvailability}
                onOther={() => setTyping(true)}
              />
              <MenuSeparator />
              {availability.state === 'wrapup' && (
                <MenuItem onSelect={actions.endWrapUp}>{t('floor.choose.endWrapUp')}</MenuItem>
              )}
            </>
          )}
          <Mending standing={standing} retry={actions.retry} signInHere={actions.signInHere} />
          <MenuItem onSelect={actions.openSettings}>{t('floor.choose.settings')}</MenuItem>
        </MenuContent>
      </Menu>
      <BreakReasonDialog
        open={typing}
        later={callComesFirst(availability)}
        onStart={(reason) => actions.setAvailability({ state: 'break', reason })}
        onClose={() => setTyping(false)}
      />
    </>
  );
}

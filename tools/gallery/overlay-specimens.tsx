import { DoNotCallSwitch } from '../../src/renderer/src/call/do-not-call-switch.tsx';
import { Button } from '../../src/renderer/src/ui/button.tsx';
import { ConfirmDialog, FormDialog, TextDialog } from '../../src/renderer/src/ui/dialogs.tsx';
import { TextField } from '../../src/renderer/src/ui/field.tsx';
import {
  Menu,
  MenuCheckItem,
  MenuChoices,
  MenuContent,
  MenuItem,
  MenuSeparator,
  MenuTrigger,
} from '../../src/renderer/src/ui/menu.tsx';
import { SelectField } from '../../src/renderer/src/ui/select.tsx';
import { aCall } from '../../tests/support/a-call.ts';
import { open, type Specimen } from './specimen.ts';

const ignore = () => {};
const { createdAt } = aCall();

/** What covers the page. */
export const overlaySpecimens: readonly Specimen[] = [
  {
    of: 'SelectField',
    state: 'open',
    pageHeight: 240,
    act: open,
    width: 300,
    render: ({ t }) => (
      <SelectField
        label={t('onboarding.fields.region')}
        value="mumbai"
        choices={(['mumbai', 'singapore', 'custom'] as const).map((value) => ({
          value,
          label: t(`onboarding.regions.${value}`),
        }))}
        onChange={ignore}
      />
    ),
  },
  {
    of: 'Menu',
    state: 'open, one of two chosen',
    pageHeight: 240,
    act: open,
    render: ({ t }) => (
      <Menu>
        <MenuTrigger>
          <Button>{t('history.allOutcomes')}</Button>
        </MenuTrigger>
        <MenuContent>
          <MenuCheckItem checked onToggle={ignore}>
            {t('outcomes.completed.title')}
          </MenuCheckItem>
          <MenuCheckItem checked={false} onToggle={ignore}>
            {t('outcomes.rejected.title')}
          </MenuCheckItem>
          <MenuSeparator />
          <MenuItem onSelect={ignore}>{t('history.clearFilter')}</MenuItem>
        </MenuContent>
      </Menu>
    ),
  },
  {
    of: 'Menu',
    state: 'open, one of several, with a heading',
    pageHeight: 240,
    act: open,
    render: (i18n) => (
      <Menu>
        <MenuTrigger>
          <Button>{i18n.t('floor.availability')}</Button>
        </MenuTrigger>
        <MenuContent align="end">
          <MenuChoices
            label={i18n.t('floor.choose.afterCall')}
            value="available"
            onChoose={ignore}
            choices={(['available', 'break'] as const).map((value) => ({
              value,
              label: i18n.t(`floor.choose.${value}`),
            }))}
          />
        </MenuContent>
      </Menu>
    ),
  },
  {
    of: 'ConfirmDialog',
    state: 'open',
    pageHeight: 300,
    render: ({ t }) => (
      <ConfirmDialog
        open
        title={t('history.eraseCallTitle')}
        text={t('history.eraseCallText')}
        confirm={t('settings.privacy.eraseConfirm')}
        onConfirm={ignore}
        onClose={ignore}
      />
    ),
  },
  {
    of: 'DoNotCallSwitch',
    state: 'asked whether the mark is to go',
    pageHeight: 300,
    act: (place) => place.querySelector('button')?.click(),
    render: () => (
      <DoNotCallSwitch
        number="+91 98765 43210"
        marked
        mark={{ number: '+919876543210', at: createdAt, source: 'agent' }}
        onChange={ignore}
      />
    ),
  },
  {
    of: 'FormDialog',
    state: 'open',
    pageHeight: 300,
    render: ({ t }) => (
      <FormDialog open title={t('contacts.addTitle')} onClose={ignore}>
        <TextField label={t('contacts.name')} />
      </FormDialog>
    ),
  },
  {
    of: 'TextDialog',
    state: 'open, with a note',
    pageHeight: 420,
    render: ({ t }) => (
      <TextDialog
        open
        title={t('settings.licences.title')}
        note={t('settings.licences.text')}
        text={'MIT License\n\nPermission is hereby granted, free of charge.\n'.repeat(12)}
        onClose={ignore}
      />
    ),
  },
];

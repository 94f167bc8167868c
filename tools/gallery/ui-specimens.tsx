import { Phone, SearchX, Trash2 } from 'lucide-react';
import { Button, IconButton, TextButton } from '../../src/renderer/src/ui/button.tsx';
import { EmptyState } from '../../src/renderer/src/ui/empty-state.tsx';
import { FactList } from '../../src/renderer/src/ui/fact-list.tsx';
import { Input, TextField } from '../../src/renderer/src/ui/field.tsx';
import { Kbd } from '../../src/renderer/src/ui/kbd.tsx';
import { LinkedText, SettingsAreHere } from '../../src/renderer/src/ui/linked-text.tsx';
import { Pill } from '../../src/renderer/src/ui/pill.tsx';
import { Problem } from '../../src/renderer/src/ui/problem.tsx';
import { ProgressBar } from '../../src/renderer/src/ui/progress-bar.tsx';
import { Segments } from '../../src/renderer/src/ui/segments.tsx';
import { SelectField } from '../../src/renderer/src/ui/select.tsx';
import { Spinner } from '../../src/renderer/src/ui/spinner.tsx';
import { Switch } from '../../src/renderer/src/ui/switch.tsx';
import type { I18n } from '../../src/renderer/src/ui/use-i18n.ts';
import type { Specimen } from './specimen.ts';

const ignore = () => {};

const buttons: Specimen[] = [
  ...(['plain', 'primary', 'danger', 'quiet'] as const).flatMap((tone): Specimen[] => [
    {
      of: 'Button',
      state: tone,
      render: ({ t }) => <Button tone={tone}>{t('common.save')}</Button>,
    },
    {
      of: 'Button',
      state: `${tone}, small, with a sign and a key`,
      render: ({ t }) => (
        <Button tone={tone} small icon={<Phone size={15} aria-hidden="true" />}>
          {t('dialer.call')} <Kbd onFill={tone === 'primary' || tone === 'danger'}>Enter</Kbd>
        </Button>
      ),
    },
    {
      of: 'Button',
      state: `${tone}, disabled`,
      render: ({ t }) => (
        <Button tone={tone} disabled>
          {t('common.save')}
        </Button>
      ),
    },
  ]),
  ...(['plain', 'outlined', 'primary'] as const).flatMap((look): Specimen[] =>
    [false, true].map((disabled) => ({
      of: 'IconButton',
      state: disabled ? `${look}, disabled` : look,
      render: ({ t }) => (
        <IconButton
          look={look}
          disabled={disabled}
          label={t('common.remove')}
          icon={<Trash2 size={17} />}
        />
      ),
    })),
  ),
  {
    of: 'TextButton',
    state: 'plain',
    render: ({ t }) => (
      <p>
        {t('onboarding.keychain')}{' '}
        <TextButton onClick={ignore}>{t('onboarding.saveAnyway')}</TextButton>
      </p>
    ),
    width: 420,
  },
];

const signs: Specimen[] = [
  { of: 'Kbd', state: 'plain', render: () => <Kbd>Ctrl K</Kbd> },
  {
    of: 'Kbd',
    state: 'on a filled button',
    render: ({ t }) => (
      <Button tone="primary">
        {t('common.save')} <Kbd onFill>Enter</Kbd>
      </Button>
    ),
  },
  ...(['accent', 'idle', 'ringing', 'talking', 'ended', 'failed', 'practice'] as const).flatMap(
    (tone): Specimen[] =>
      [false, true].map((small) => ({
        of: 'Pill',
        state: small ? `${tone}, small` : tone,
        render: ({ t }) => (
          <Pill tone={tone} small={small}>
            {tone === 'practice' ? t('frame.practice') : t('states.accepted')}
          </Pill>
        ),
      })),
  ),
  { of: 'Spinner', state: 'turning', render: () => <Spinner size={20} /> },
  { of: 'Spinner', state: 'still', render: () => <Spinner size={20} still /> },
  ...[0, 0.4, 1, null].map(
    (share): Specimen => ({
      of: 'ProgressBar',
      state: share === null ? 'nobody knows how much there is' : `${share * 100} %`,
      render: ({ t }) => <ProgressBar label={t('recordings.downloading')} share={share} />,
      width: 220,
    }),
  ),
];

const choicesOf = ({ t }: I18n) =>
  (['mumbai', 'singapore', 'custom'] as const).map((value) => ({
    value,
    label: t(`onboarding.regions.${value}`),
  }));

const fields: Specimen[] = [
  {
    of: 'TextField',
    state: 'empty, with a hint',
    render: ({ t }) => (
      <TextField
        label={t('onboarding.fields.baseUrl')}
        hint={t('onboarding.baseUrlHint')}
        placeholder="https://"
      />
    ),
    width: 300,
  },
  {
    of: 'TextField',
    state: 'filled',
    render: ({ t }) => <TextField label={t('contacts.name')} defaultValue="Asha Rao" />,
    width: 300,
  },
  {
    of: 'TextField',
    state: 'wrong',
    render: ({ t }) => <TextField label={t('contacts.name')} error={t('contacts.nameMissing')} />,
    width: 300,
  },
  {
    of: 'TextField',
    state: 'disabled',
    render: ({ t }) => <TextField label={t('contacts.name')} defaultValue="Asha Rao" disabled />,
    width: 300,
  },
  {
    of: 'Input',
    state: 'plain',
    render: ({ t }) => <Input aria-label={t('contacts.name')} defaultValue="Asha Rao" />,
    width: 200,
  },
  {
    of: 'Input',
    state: 'wrong',
    render: ({ t }) => (
      <Input aria-label={t('contacts.name')} defaultValue="Asha Rao" aria-invalid />
    ),
    width: 200,
  },
  ...(['plain', 'inline', 'compact'] as const).map(
    (look): Specimen => ({
      of: 'SelectField',
      state: look,
      render: (i18n) => (
        <SelectField
          look={look}
          hideLabel={look === 'compact'}
          label={i18n.t('onboarding.fields.region')}
          value="mumbai"
          choices={choicesOf(i18n)}
          onChange={ignore}
        />
      ),
      ...(look !== 'compact' && { width: 300 }),
    }),
  ),
  {
    of: 'SelectField',
    state: 'nothing chosen, and that is wrong',
    render: (i18n) => (
      <SelectField
        label={i18n.t('settings.calling.hours.country')}
        placeholder={i18n.t('settings.calling.hours.choose')}
        value={null}
        choices={choicesOf(i18n)}
        onChange={ignore}
        aria-invalid
      />
    ),
    width: 300,
  },
  ...[false, true].flatMap((checked): Specimen[] =>
    [false, true].map((disabled) => ({
      of: 'Switch',
      state: `${checked ? 'on' : 'off'}${disabled ? ', disabled' : ''}`,
      render: ({ t }) => (
        <Switch
          label={t('dialer.record')}
          checked={checked}
          disabled={disabled}
          onChange={ignore}
        />
      ),
    })),
  ),
  {
    of: 'Segments',
    state: 'the second chosen',
    render: ({ t }) => (
      <Segments
        label={t('history.book')}
        value="practice"
        choices={[
          { value: 'real', label: t('history.realCalls') },
          { value: 'practice', label: t('history.practiceCalls') },
        ]}
        onChange={ignore}
      />
    ),
  },
];

const texts: Specimen[] = [
  ...[false, true].map(
    (filling): Specimen => ({
      of: 'EmptyState',
      state: filling ? 'filling' : 'with an action',
      render: ({ t }) => (
        <EmptyState
          filling={filling}
          icon={<SearchX size={24} />}
          title={t('history.nothingFound')}
          text={t('history.nothingFiltered')}
          action={filling ? undefined : <Button>{t('history.clearAll')}</Button>}
        />
      ),
      // As tall as a part of its window.
      ...(filling ? { pageHeight: 420 } : { width: 420 }),
    }),
  ),
  ...[false, true].map(
    (dense): Specimen => ({
      of: 'FactList',
      state: dense ? 'dense' : 'plain',
      render: ({ t }) => (
        <FactList
          dense={dense}
          facts={[
            [t('onboarding.fields.region'), t('onboarding.regions.mumbai')],
            [t('onboarding.fields.accountSid'), 'handset1'],
            [t('onboarding.fields.agentUri'), '+91 98000 00001'],
          ]}
        />
      ),
      width: 420,
    }),
  ),
  {
    of: 'Problem',
    state: 'with a hint and an action',
    render: ({ t }) => (
      <Problem
        error={{ message: t('errors.offline.message'), hint: t('errors.offline.hint') }}
        actions={<Button small>{t('common.retry')}</Button>}
      />
    ),
    width: 420,
  },
  {
    of: 'Problem',
    state: 'a sentence alone',
    render: ({ t }) => <Problem error={{ message: t('errors.offline.message') }} />,
    width: 420,
  },
  ...[true, false].map(
    (here): Specimen => ({
      of: 'LinkedText',
      state: here ? 'where the settings are' : 'before there is an account',
      render: ({ t }) => (
        <SettingsAreHere value={here}>
          <p>
            <LinkedText text={`${t('settings.title')} › ${t('settings.account.title')}`} />
          </p>
        </SettingsAreHere>
      ),
    }),
  ),
];

/** What `ui/` shows in the normal flow of a page. */
export const uiSpecimens: readonly Specimen[] = [...buttons, ...signs, ...fields, ...texts];

import { useState } from 'react';
import { privacyActions } from '../../stores/privacy-store.ts';
import { settingsActions, useSettings } from '../../stores/settings-store.ts';
import { ConfirmDialog } from '../../ui/dialogs.tsx';
import { SelectField } from '../../ui/select.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { ErasePerson } from './erase-person.tsx';
import { RemovedForAge } from './removed-for-age.tsx';
import { SettingsGroup, SettingsRow } from './settings-rows.tsx';

/** How long calls are kept, and how to erase everything about one person. */
export function PrivacySection() {
  const { t } = useI18n();
  const { keepCallsDays } = useSettings();
  return (
    <>
      <SettingsGroup title={t('settings.privacy.title')}>
        <KeepCalls />
        <RemovedForAge
          kind="calls"
          keepDays={keepCallsDays}
          load={privacyActions.removedCalls}
          restore={privacyActions.restoreCalls}
        />
      </SettingsGroup>
      <div className="settings-apart">
        <ErasePerson />
      </div>
    </>
  );
}

const forever = 'forever';
const steps = [365, 180, 90, 30];

interface Shortening {
  days: number;
  /** How many calls would be removed at once. */
  calls: number;
}

/** Keeping calls for a shorter time removes older ones, so it asks first. */
function KeepCalls() {
  const { t } = useI18n();
  const { keepCallsDays } = useSettings();
  const [shortening, setShortening] = useState<Shortening | null>(null);
  const periodOf = usePeriod();
  // Another program may have set a value that is not one of the steps.
  const known =
    keepCallsDays === null || steps.includes(keepCallsDays) ? steps : [keepCallsDays, ...steps];

  async function choose(value: string): Promise<void> {
    const days = value === forever ? null : Number(value);
    const longer = days === null || (keepCallsDays !== null && days >= keepCallsDays);
    const calls = longer ? null : await privacyActions.countOlder(days);
    if (days !== null && calls !== null) setShortening({ days, calls });
    else void settingsActions.update({ keepCallsDays: days });
  }

  return (
    <SettingsRow label={t('privacy.keep')} hint={t('privacy.keepHint')}>
      <SelectField
        label={t('privacy.keep')}
        hideLabel
        value={String(keepCallsDays ?? forever)}
        choices={[
          { value: forever, label: t('privacy.forever') },
          ...known.map((days) => ({ value: String(days), label: periodOf(days) })),
        ]}
        onChange={(value) => void choose(value)}
      />
      <ConfirmDialog
        open={shortening !== null}
        title={t('privacy.keepTitle', { period: periodOf(shortening?.days ?? 0) })}
        text={[
          t('privacy.keepText', { count: shortening?.calls ?? 0 }),
          t('privacy.keepGone'),
        ].join(' ')}
        confirm={t('privacy.keepConfirm')}
        onConfirm={() => void settingsActions.update({ keepCallsDays: shortening?.days ?? null })}
        onClose={() => setShortening(null)}
      />
    </SettingsRow>
  );
}

/** Formats 180 days as `6 months`. */
function usePeriod(): (days: number) => string {
  const { t } = useI18n();
  return (days) => {
    if (days % 365 === 0) return t('privacy.years', { count: days / 365 });
    if (days === 180) return t('privacy.months', { count: 6 });
    return t('privacy.days', { count: days });
  };
}

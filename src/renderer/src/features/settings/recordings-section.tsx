import { useEffect, useState } from 'react';
import { recordingActions } from '../../stores/recordings-store.ts';
import { settingsActions, useSettings } from '../../stores/settings-store.ts';
import { SelectField } from '../../ui/select.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { RemovedForAge } from './removed-for-age.tsx';
import { SettingsGroup, SettingsRow } from './settings-rows.tsx';

const gigabyte = 1e9;
const quotasGb = [1, 2, 5, 10, 20, 50, 100];
const keepDays = [7, 30, 90, 180, 365];
const unlimited = 'none';

/**
 * When recordings are downloaded, how much space they may take on this computer, and for how long.
 */
export function RecordingsSection() {
  const { t, size } = useI18n();
  const settings = useSettings();
  return (
    <SettingsGroup title={t('settings.recordings.title')}>
      <SettingsRow label={t('settings.recordings.download')}>
        <SelectField
          label={t('settings.recordings.download')}
          hideLabel
          value={settings.downloadRecordings}
          choices={[
            { value: 'auto', label: t('settings.recordings.auto') },
            { value: 'on_demand', label: t('settings.recordings.onDemand') },
          ]}
          onChange={(downloadRecordings) => void settingsActions.update({ downloadRecordings })}
        />
      </SettingsRow>
      <SettingsRow label={t('settings.recordings.used')}>
        <SpaceUsed />
      </SettingsRow>
      <LimitRow
        label={t('settings.recordings.quota')}
        unlimitedLabel={t('settings.recordings.noQuota')}
        steps={quotasGb}
        labelOf={(quota) => size(quota * gigabyte)}
        value={settings.recordingsQuotaGb}
        onChange={(recordingsQuotaGb) => void settingsActions.update({ recordingsQuotaGb })}
      />
      <LimitRow
        label={t('settings.recordings.keep')}
        unlimitedLabel={t('settings.recordings.keepForever')}
        steps={keepDays}
        labelOf={(days) => t('settings.recordings.days', { count: days })}
        value={settings.recordingsKeepDays}
        onChange={(recordingsKeepDays) => void settingsActions.update({ recordingsKeepDays })}
      />
      <p className="field-hint">{t('settings.recordings.limitsHint')}</p>
      <RemovedForAge
        kind="recordings"
        keepDays={settings.recordingsKeepDays}
        load={recordingActions.removed}
        restore={recordingActions.restore}
      />
    </SettingsGroup>
  );
}

interface LimitRowProps {
  label: string;
  unlimitedLabel: string;
  steps: readonly number[];
  labelOf: (step: number) => string;
  value: number | null;
  onChange: (value: number | null) => void;
}

function LimitRow({ label, unlimitedLabel, steps, labelOf, value, onChange }: LimitRowProps) {
  // Another program may have set a value that is not one of the steps.
  const known = value === null || steps.includes(value) ? steps : [value, ...steps];
  return (
    <SettingsRow label={label}>
      <SelectField
        label={label}
        hideLabel
        value={value === null ? unlimited : String(value)}
        choices={[
          { value: unlimited, label: unlimitedLabel },
          ...known.map((step) => ({ value: String(step), label: labelOf(step) })),
        ]}
        onChange={(next) => onChange(next === unlimited ? null : Number(next))}
      />
    </SettingsRow>
  );
}

function SpaceUsed() {
  const { t, size } = useI18n();
  const [text, setText] = useState('');
  useEffect(() => {
    void recordingActions.space().then((space) => {
      if (!space.ok) return setText(space.error.message);
      const { bytes, recordings } = space.value;
      setText(t('settings.recordings.usedValue', { size: size(bytes), count: recordings }));
    });
  }, [t, size]);
  return <span className="muted tabular">{text}</span>;
}

import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../../shared/domain/app-error.ts';
import {
  type CallProfile,
  parameters,
  profileFaults,
  recordingChannels,
  recordingFormats,
} from '../../../../shared/domain/call-profile-rules.ts';
import { profileActions } from '../../stores/profiles-store.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { Fold } from './fold.tsx';
import { AudioFields, CallbackFields, StreamingFields } from './profile-advanced.tsx';
import { ChoiceField, type FieldsProps, useParameterName } from './profile-fields.tsx';
import { SwitchRow } from './settings-rows.tsx';

interface ProfileFormProps {
  /** Null for a new profile. */
  id: string | null;
  profile: CallProfile;
  unreadable: readonly string[];
  onDone: () => void;
}

/**
 * Every parameter of a profile. Nothing is saved before "Save", and nothing that cannot be sent.
 */
export function ProfileForm({ id, profile, unreadable, onDone }: ProfileFormProps) {
  const { t, list } = useI18n();
  const nameOf = useParameterName();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(profile);
  // A profile that cannot be sent as it is shows at once what is wrong with it.
  const [tries, setTries] = useState(() => (profileFaults(profile).length > 0 ? 1 : 0));
  const [error, setError] = useState<AppError | null>(null);
  // Errors appear only after the first attempt to save.
  const faults = tries > 0 ? profileFaults(draft) : [];
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTries(tries + 1);
    if (profileFaults(draft).length > 0) return;
    const result = await profileActions.save(id, draft);
    if (result.ok) onDone();
    else setError(result.error);
  }

  const fields: FieldsProps = {
    draft,
    change: (part) => setDraft((before) => ({ ...before, ...part })),
    faultAt: (parameter) => {
      const fault = faults.find((each) => each.parameter === parameter);
      if (!fault) return undefined;
      const { rule, min, max } = fault;
      return t(`profiles.faults.${rule}`, { min, max });
    },
  };
  const title = id === null ? t('profiles.newTitle') : t('profiles.edit', { name: profile.name });
  return (
    <form
      ref={form}
      className="panel settings-group profile-form"
      aria-label={title}
      noValidate
      onSubmit={(event) => void save(event)}
    >
      <h2>{title}</h2>
      {unreadable.length > 0 && (
        <p className="field-error">
          {t('profiles.unreadable', { parameters: list(unreadable.map(nameOf)) })}
        </p>
      )}
      <TextField
        label={t('profiles.fields.name')}
        hint={t('profiles.hints.name')}
        error={fields.faultAt('name')}
        value={draft.name}
        onChange={({ target }) => fields.change({ name: target.value })}
      />
      <RecordingFields {...fields} />
      <TimeFields {...fields} />
      <RequestFields {...fields} />
      <AudioFields {...fields} />
      <CallbackFields {...fields} />
      <StreamingFields {...fields} />
      {error && <Problem error={error} />}
      <div className="settings-buttons">
        <Button type="submit" tone="primary">
          {t('profiles.save')}
        </Button>
        <Button tone="quiet" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <span role="status" className="field-error">
          {faults.length > 0 && t('profiles.notSaved')}
        </span>
      </div>
    </form>
  );
}

function RecordingFields({ draft, change }: FieldsProps) {
  const { t } = useI18n();
  return (
    <fieldset>
      <legend>{t('profiles.groups.recording')}</legend>
      <SwitchRow
        label={t('profiles.fields.record')}
        hint={t('profiles.hints.record')}
        checked={draft.record}
        onChange={(record) => change({ record })}
      />
      <div className="profile-pair">
        <ChoiceField
          label={t('profiles.fields.recordingChannels')}
          hint={t('profiles.hints.recordingChannels')}
          values={recordingChannels}
          value={draft.recordingChannels}
          onChange={(value) => change({ recordingChannels: value })}
        />
        <ChoiceField
          label={t('profiles.fields.recordingFormat')}
          hint={t('profiles.hints.recordingFormat')}
          values={recordingFormats}
          value={draft.recordingFormat}
          onChange={(value) => change({ recordingFormat: value })}
        />
      </div>
    </fieldset>
  );
}

function TimeFields({ draft, change, faultAt }: FieldsProps) {
  const { t } = useI18n();
  const seconds = (field: 'attemptTimeOutSeconds' | 'maxTimeLimitSeconds') => (
    <TextField
      type="number"
      inputMode="numeric"
      label={t(`profiles.fields.${field}`)}
      hint={t(`profiles.hints.${field}`)}
      error={faultAt(parameters[field])}
      value={Number.isNaN(draft[field]) ? '' : draft[field]}
      // An empty field is not a number: an error, not a zero.
      onChange={({ target }) => change({ [field]: target.valueAsNumber })}
    />
  );
  return (
    <fieldset>
      <legend>{t('profiles.groups.times')}</legend>
      <div className="profile-pair">
        {seconds('attemptTimeOutSeconds')}
        {seconds('maxTimeLimitSeconds')}
      </div>
    </fieldset>
  );
}

function RequestFields({ draft, change, faultAt }: FieldsProps) {
  const { t } = useI18n();
  const fault = faultAt(parameters.customText);
  return (
    <Fold
      title={t('profiles.groups.request')}
      open={fault !== undefined || draft.customText !== ''}
    >
      <SwitchRow
        label={t('profiles.fields.stateManagement')}
        hint={t('profiles.hints.stateManagement')}
        checked={draft.stateManagement}
        onChange={(stateManagement) => change({ stateManagement })}
      />
      <TextField
        label={t('profiles.fields.customText')}
        hint={t('profiles.hints.customText')}
        error={fault}
        value={draft.customText}
        onChange={({ target }) => change({ customText: target.value })}
      />
    </Fold>
  );
}

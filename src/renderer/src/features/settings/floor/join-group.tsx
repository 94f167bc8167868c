import { type FormEvent, useRef, useState } from 'react';
import type { AppError } from '../../../../../shared/domain/app-error.ts';
import { floorActions } from '../../../stores/floor-store.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Problem } from '../../../ui/problem.tsx';
import { useI18n } from '../../../ui/use-i18n.ts';
import { SettingsGroup } from '../settings-rows.tsx';

/** What a floor is, and the field for the join text. */
export function JoinGroup({ join = floorActions.join }: { join?: typeof floorActions.join }) {
  const { t } = useI18n();
  return (
    <SettingsGroup title={t('floor.join.title')}>
      <p>{t('floor.join.what')}</p>
      <p className="field-hint">{t('floor.join.without')}</p>
      <JoinForm join={join} />
    </SettingsGroup>
  );
}

/**
 * The text is a password in other clothes: it is not shown as it is pasted, and the field is empty
 * after each try, so that it is kept nowhere but in the keychain.
 */
function JoinForm({ join }: { join: typeof floorActions.join }) {
  const { t } = useI18n();
  const field = useRef<HTMLInputElement>(null);
  const [filled, setFilled] = useState(false);
  const [joining, setJoining] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const input = field.current;
    if (joining || !input?.value.trim()) return;
    const text = input.value;
    input.value = '';
    setFilled(false);
    setJoining(true);
    setError(null);
    const problem = await join(text);
    setJoining(false);
    setError(problem);
    if (problem) input.focus();
  }

  return (
    <>
      <form className="inline-form" noValidate onSubmit={(event) => void submit(event)}>
        <TextField
          ref={field}
          label={t('floor.join.label')}
          hint={t('floor.join.hint')}
          type="password"
          maxLength={4000}
          readOnly={joining}
          onChange={({ target }) => setFilled(target.value.trim() !== '')}
        />
        <Button type="submit" tone="primary" disabled={!filled || joining}>
          {t(joining ? 'floor.join.joining' : 'floor.join.join')}
        </Button>
      </form>
      {error && <Problem error={error} />}
    </>
  );
}

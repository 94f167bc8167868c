import { useEffect, useState } from 'react';
import type { TimeStanding } from '../../../../shared/contract/privacy.ts';
import type { AppError, Result } from '../../../../shared/domain/app-error.ts';
import { onContactsChanged } from '../../stores/contacts-store.ts';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { SettingsRow } from './settings-rows.tsx';

/** Things of one kind that were removed for their age and can be restored. */
export interface RemovedThings {
  count: number;
  /** When the last of them was removed, epoch milliseconds; null if none was. */
  at: number | null;
  time: TimeStanding;
}

interface RemovedForAgeProps {
  kind: 'calls' | 'recordings';
  /** How long they are kept, in days; null for ever. */
  keepDays: number | null;
  /** Resolves to null if main failed. */
  load: () => Promise<RemovedThings | null>;
  /** Resolves to how many were restored. */
  restore: () => Promise<Result<number>>;
}

/** Why nothing is removed for its age now; and what was, for as long as it can be restored. */
export function RemovedForAge({ kind, keepDays, load, restore }: RemovedForAgeProps) {
  const { t, date } = useI18n();
  const [removed, setRemoved] = useState<RemovedThings | null>(null);
  const [back, setBack] = useState<number | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  // A change of how long they are kept changes what is removed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  useEffect(() => {
    const reload = (): void => void load().then(setRemoved);
    reload();
    // Main sends this event, too, when calls are gone or back.
    return onContactsChanged(reload);
  }, [load, keepDays]);

  async function bringBack(): Promise<void> {
    const result = await restore();
    setError(result.ok ? null : result.error);
    setBack(result.ok ? result.value : null);
    setRemoved(await load());
  }

  const waits = keepDays !== null && removed !== null && removed.time !== 'confirmed';
  return (
    <>
      {waits && removed.time !== 'confirmed' && (
        <p className="field-hint">{t(`privacy.removed.${removed.time}`)}</p>
      )}
      {removed !== null && removed.count > 0 && removed.at !== null && (
        <SettingsRow
          label={t(`privacy.removed.${kind}`, { count: removed.count, date: date(removed.at) })}
          hint={t(`privacy.removed.${kind}Hint`)}
        >
          <Button onClick={() => void bringBack()}>{t('privacy.removed.restore')}</Button>
        </SettingsRow>
      )}
      {error && <Problem error={error} />}
      <div role="status">
        {back !== null && <p>{t(`privacy.removed.${kind}Back`, { count: back })}</p>}
      </div>
    </>
  );
}

import { useEffect, useState } from 'react';
import type { TimeStanding } from '../../../../shared/contract/privacy.ts';
import type { AppError, Result } from '../../../../shared/domain/app-error.ts';
import { onContactsChanged } from '../../stores/contacts-store.ts';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { SettingsRow } from './settings-rows.tsx';

/** Things of one kind that went for their age and can be restored. */
export interface RemovedThings {
  count: number;
  /** When the last of them went, epoch milliseconds; null: none did. */
  at: number | null;
  time: TimeStanding;
}

interface RemovedForAgeProps {
  kind: 'calls' | 'recordings';
  /** How long they are kept, in days; null: for ever. */
  keepDays: number | null;
  /** Null where main did not tell. */
  load: () => Promise<RemovedThings | null>;
  /** Answers how many are back. */
  restore: () => Promise<Result<number>>;
}

/** Why nothing goes for its age now; and what went, for as long as it can be restored. */
export function RemovedForAge({ kind, keepDays, load, restore }: RemovedForAgeProps) {
  const { t, date } = useI18n();
  const [removed, setRemoved] = useState<RemovedThings | null>(null);
  const [back, setBack] = useState<number | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  // What changes the time to keep them changes what is removed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  useEffect(() => {
    const look = (): void => void load().then(setRemoved);
    look();
    // Main tells so, too, once calls are gone or back.
    return onContactsChanged(look);
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

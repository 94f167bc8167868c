import { useEffect } from 'react';
import type { UpdateStatus } from '../../../../shared/contract/updates.ts';
import { updateActions, useUpdates } from '../../stores/updates-store.ts';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/problem.tsx';
import { type I18n, useI18n } from '../../ui/use-i18n.ts';
import { SettingsGroup, SwitchRow } from './settings-rows.tsx';
import './updates-group.css';

/** Whether there is another version, what is new in it, and when it is installed. */
export function UpdatesGroup() {
  const { t } = useI18n();
  const status = useUpdates((state) => state.status);
  // Main sends no event when a call starts or stops being in the way.
  useEffect(() => void updateActions.load(), []);
  if (!status) return null;
  return (
    <SettingsGroup title={t('updates.title')}>
      {status.managed ? (
        <p className="soft">
          {t(`updates.managed.${status.managed}`, { place: status.managedBy ?? '' })}
        </p>
      ) : (
        <OwnUpdates status={status} />
      )}
    </SettingsGroup>
  );
}

function OwnUpdates({ status }: { status: UpdateStatus }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { state, problem, busy } = status;
  const atWork = state === 'checking' || state === 'downloading' || state === 'installing';
  return (
    <>
      <p role="status" className="soft">
        {standing(status, i18n)}
      </p>
      {problem && (
        <Problem
          error={{
            message: t(`updates.problems.${problem}.message`),
            hint: t(`updates.problems.${problem}.hint`),
          }}
        />
      )}
      {status.notes !== null && <Notes text={status.notes} />}
      {state === 'ready' && status.canPutOff && (
        <SwitchRow
          label={t('updates.onQuit')}
          hint={t('updates.onQuitHint')}
          checked={status.installOnQuit}
          onChange={(wanted) => void updateActions.install(wanted ? 'on_quit' : 'later')}
        />
      )}
      <div className="settings-buttons">
        {state === 'ready' && (
          <Button tone="primary" disabled={busy} onClick={() => void updateActions.install('now')}>
            {t('updates.now')}
          </Button>
        )}
        <Button disabled={busy || atWork} onClick={() => void updateActions.check()}>
          {t('updates.check')}
        </Button>
        {busy && <span className="muted">{t('updates.afterCalls')}</span>}
      </div>
    </>
  );
}

/** The release notes as plain text: Handset renders no markup from a feed. */
function Notes({ text }: { text: string }) {
  const { t } = useI18n();
  return (
    <>
      <h3 className="update-news">{t('updates.news')}</h3>
      <p className="update-notes">{text}</p>
    </>
  );
}

function standing(status: UpdateStatus, { t, dayAndTimeWithin }: I18n): string {
  const { state, older, checkedAt, problem } = status;
  const version = status.version ?? '';
  switch (state) {
    case 'checking':
      return t('updates.checking');
    case 'found':
      return t('updates.found', { version });
    case 'downloading':
      return t('updates.downloading', { version, percent: status.percent ?? 0 });
    case 'ready':
      return t(older ? 'updates.readyOlder' : 'updates.ready', { version });
    case 'installing':
      return t('updates.installing', { version });
    default:
      return checkedAt === null || problem
        ? t('updates.never')
        : t('updates.upToDate', { time: dayAndTimeWithin(checkedAt) });
  }
}

import { CircleAlert, CircleCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { AppError } from '../../../../shared/domain/app-error.ts';
import { accountActions, useAccount } from '../../stores/account-store.ts';
import { useFloorDecides } from '../../stores/floor-store.ts';
import { useOnline } from '../../stores/online-store.ts';
import { useSettings } from '../../stores/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialogs.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { Pill } from '../../ui/pill.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { SettingsGroup } from './settings-rows.tsx';
import { StatusCallbacksGroup } from './status-callbacks-group.tsx';
import './account-section.css';

interface AccountSectionProps {
  renderAccountForm: (onDone: () => void) => ReactNode;
}

/** Which account calls, and the real one's details. */
export function AccountSection({ renderAccountForm }: AccountSectionProps) {
  const { t } = useI18n();
  const { mode, account } = useAccount(({ view }) => view);
  const [editing, setEditing] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const practice = mode === 'practice';

  async function switchTo(
    action: () => ReturnType<typeof accountActions.switchToReal>,
  ): Promise<void> {
    const result = await action();
    setError(result.ok ? null : result.error);
  }

  return (
    <>
      <SettingsGroup title={t('settings.account.inUse')}>
        <div className="settings-in-use">
          {practice && <Pill tone="practice">{t('frame.practice')}</Pill>}
          <p>
            {practice
              ? t('settings.account.practiceInUse')
              : t('settings.account.realInUse', { sid: account?.accountSid ?? '' })}
          </p>
        </div>
        <div className="settings-buttons">
          {practice && account && (
            <Button onClick={() => void switchTo(accountActions.switchToReal)}>
              {t('settings.account.useReal')}
            </Button>
          )}
          {!practice && (
            <Button onClick={() => void switchTo(accountActions.switchToPractice)}>
              {t('settings.account.usePractice')}
            </Button>
          )}
        </div>
        {error && <Problem error={error} />}
      </SettingsGroup>
      <SettingsGroup title={t('settings.account.details')}>
        {editing ? (
          <div className="settings-apart-above settings-account-form">
            {renderAccountForm(() => setEditing(false))}
          </div>
        ) : (
          <AccountDetails onEdit={() => setEditing(true)} />
        )}
      </SettingsGroup>
      <StatusCallbacksGroup />
    </>
  );
}

/** Whether Exotel accepts this account: checked automatically, and again on a click. */
function ConnectionState() {
  const { t } = useI18n();
  const { online } = useOnline();
  const { readiness } = useAccount(({ view }) => view);
  const state = !online
    ? t('frame.offlineShort')
    : readiness === 'ready'
      ? t('frame.ready')
      : t(`frame.readiness.${readiness}`);
  const well = online && readiness === 'ready';
  return (
    <div className="settings-row connection-state">
      <p>
        {t('settings.account.state')}
        <span className="toned" data-tone={well ? 'talking' : 'ringing'} role="status">
          {well ? <CircleCheck size={17} aria-hidden /> : <CircleAlert size={17} aria-hidden />}
          {state}
        </span>
      </p>
      <Button small onClick={() => void accountActions.check()}>
        {t('settings.account.checkAgain')}
      </Button>
    </div>
  );
}

function AccountDetails({ onEdit }: { onEdit: () => void }) {
  const { t } = useI18n();
  const { mode, account, display, secretPlace } = useAccount(({ view }) => view);
  const { agentsOnAccount } = useSettings();
  const decided = useFloorDecides();
  const [forgetting, setForgetting] = useState(false);
  if (!account) {
    return (
      <div className="settings-buttons">
        <Button tone="primary" onClick={onEdit}>
          {t('settings.account.connectReal')}
        </Button>
      </div>
    );
  }
  const { region, baseUrl, accountSid } = account;
  const facts: [string, string][] = [
    [t('onboarding.fields.region'), t(`onboarding.regions.${region}`)],
    [t('onboarding.fields.baseUrl'), baseUrl],
    [t('onboarding.fields.accountSid'), accountSid],
    [t('settings.account.secret'), t(`settings.account.secretPlaces.${secretPlace}`)],
    [t('onboarding.fields.agentUri'), display?.agent ?? ''],
    [t('onboarding.fields.virtualNumber'), display?.virtualNumber ?? ''],
    [
      t('onboarding.agents.label'),
      decided ?? String(agentsOnAccount ?? t('onboarding.agents.unknown')),
    ],
  ];
  return (
    <>
      {mode === 'real' && <ConnectionState />}
      <div className="settings-apart-above">
        <FactList facts={facts} />
      </div>
      <div className="settings-buttons">
        {secretPlace === 'unanswered' && (
          <Button tone="primary" onClick={() => void accountActions.askKeychain()}>
            {t('settings.account.askKeychain')}
          </Button>
        )}
        <Button onClick={onEdit}>{t('settings.account.edit')}</Button>
        <Button tone="quiet" onClick={() => setForgetting(true)}>
          {t('settings.account.forget')}
        </Button>
      </div>
      <ConfirmDialog
        open={forgetting}
        title={t('settings.account.forgetTitle', { sid: accountSid })}
        text={t('settings.account.forgetText')}
        confirm={t('settings.account.forgetConfirm')}
        onConfirm={() => void accountActions.forget()}
        onClose={() => setForgetting(false)}
      />
    </>
  );
}

import { type FormEvent, useEffect, useState } from 'react';
import { useFloor } from '../../stores/floor-store.ts';
import { settingsActions, useSettings } from '../../stores/settings-store.ts';
import { statusCallbackActions, useStatusCallbacks } from '../../stores/status-callbacks-store.ts';
import { Button } from '../../ui/button.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { TextField } from '../../ui/field.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { NumberRow, SettingsGroup, SwitchRow } from './settings-rows.tsx';

/** Settings for status callbacks, through which Handset learns of a call's end at once. */
export function StatusCallbacksGroup() {
  const { t } = useI18n();
  const settings = useSettings();
  const { state } = useStatusCallbacks();
  const onFloor = useFloor(({ joined }) => joined !== null);
  useEffect(() => void statusCallbackActions.load(), []);
  return (
    <SettingsGroup title={t('statusCallbacks.title')}>
      {onFloor && <p>{t('floor.callbacks')}</p>}
      <SwitchRow
        label={t('statusCallbacks.listen')}
        hint={t('statusCallbacks.listenHint')}
        checked={settings.statusCallbacksEnabled}
        onChange={(statusCallbacksEnabled) =>
          void settingsActions.update({ statusCallbacksEnabled })
        }
      />
      {settings.statusCallbacksEnabled && (
        <>
          <NumberRow
            label={t('statusCallbacks.port')}
            hint={t('statusCallbacks.portHint')}
            min={1024}
            max={65_535}
            value={settings.statusCallbacksPort}
            onChange={(statusCallbacksPort) => void settingsActions.update({ statusCallbacksPort })}
          />
          {state === 'failed' && (
            <Problem error={t('statusCallbacks.portTaken', { returnObjects: true })} />
          )}
          {/* If another window saves a different address, the form starts over. */}
          <AddressForm key={settings.statusCallbacksUrl} kept={settings.statusCallbacksUrl} />
          <Received />
        </>
      )}
    </SettingsGroup>
  );
}

function AddressForm({ kept }: { kept: string }) {
  const { t } = useI18n();
  const [url, setUrl] = useState(kept);
  const address = url.trim();
  const good = address === '' || /^https?:\/\/[^\s/]+/.test(address);

  function save(event: FormEvent): void {
    event.preventDefault();
    if (good) void settingsActions.update({ statusCallbacksUrl: address });
  }

  return (
    <form className="inline-form" noValidate onSubmit={save}>
      <TextField
        label={t('statusCallbacks.publicUrl')}
        hint={t('statusCallbacks.publicUrlHint')}
        error={good ? undefined : t('statusCallbacks.publicUrlInvalid')}
        type="url"
        maxLength={300}
        value={url}
        onChange={({ target }) => setUrl(target.value)}
      />
      <Button type="submit" disabled={!good || address === kept}>
        {t('statusCallbacks.save')}
      </Button>
    </form>
  );
}

function Received() {
  const { t, dayAndTime } = useI18n();
  const { maskedUrl, last, state } = useStatusCallbacks();
  const [copied, setCopied] = useState(false);
  const copy = async (local: boolean) => setCopied(await statusCallbackActions.copyUrl(local));
  const facts: [string, string][] = [
    [t('statusCallbacks.state'), t(`statusCallbacks.states.${state}`)],
    [t('statusCallbacks.fullUrl'), maskedUrl ?? t('statusCallbacks.noAddress')],
    [t('statusCallbacks.last'), last ? dayAndTime(last.at) : t('statusCallbacks.none')],
  ];
  return (
    <>
      <div className="settings-apart-above">
        <FactList facts={facts} />
      </div>
      <div className="settings-buttons">
        {maskedUrl !== null && (
          <Button onClick={() => void copy(false)}>{t('statusCallbacks.copy')}</Button>
        )}
        <Button onClick={() => void copy(true)}>{t('statusCallbacks.copyLocal')}</Button>
        <span role="status" className="muted">
          {copied && t('statusCallbacks.copied')}
        </span>
      </div>
    </>
  );
}

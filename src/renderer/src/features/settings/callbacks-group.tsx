import { type FormEvent, useState } from 'react';
import { callbackActions, useCallbacks } from '../../stores/callbacks-store.ts';
import { settingsActions, useSettings } from '../../stores/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../ui/use-words.ts';
import { Facts, Group, NumberRow, SwitchRow } from './parts.tsx';

/** How Handset hears of a call's end at once: by being told. */
export function CallbacksGroup() {
  const { t } = useWords();
  const settings = useSettings();
  const { state } = useCallbacks();
  return (
    <Group title={t('statusCallbacks.title')}>
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
          {/* Another address kept elsewhere begins the form anew. */}
          <AddressForm key={settings.statusCallbacksUrl} kept={settings.statusCallbacksUrl} />
          <Received />
        </>
      )}
    </Group>
  );
}

function AddressForm({ kept }: { kept: string }) {
  const { t } = useWords();
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
  const { t, dayAndTime } = useWords();
  const { maskedUrl, last, state } = useCallbacks();
  const [copied, setCopied] = useState(false);
  const copy = async (local: boolean) => setCopied(await callbackActions.copyUrl(local));
  const facts: [string, string][] = [
    [t('statusCallbacks.state'), t(`statusCallbacks.states.${state}`)],
    [t('statusCallbacks.fullUrl'), maskedUrl ?? t('statusCallbacks.noAddress')],
    [t('statusCallbacks.last'), last ? dayAndTime(last.at) : t('statusCallbacks.none')],
  ];
  return (
    <>
      <Facts facts={facts} />
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

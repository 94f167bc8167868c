import { type FormEvent, useId, useState } from 'react';
import { callbackActions, useCallbacks } from '../../stores/callbacks-store.ts';
import { settingsActions, useSettings } from '../../stores/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { useWords } from '../../ui/use-words.ts';
import { Group, NumberRow, SwitchRow } from './parts.tsx';

/** How Handset hears of a call's end: by asking, within the account's limit, or by being told. */
export function CallbacksSection() {
  const { t } = useWords();
  const settings = useSettings();
  const { state } = useCallbacks();
  return (
    <Group title={t('settings.callbacks.title')}>
      <AgentsRow />
      <SwitchRow
        label={t('settings.callbacks.listen')}
        hint={t('settings.callbacks.listenHint')}
        checked={settings.statusCallbacksEnabled}
        onChange={(statusCallbacksEnabled) =>
          void settingsActions.update({ statusCallbacksEnabled })
        }
      />
      {settings.statusCallbacksEnabled && (
        <>
          <NumberRow
            label={t('settings.callbacks.port')}
            hint={t('settings.callbacks.portHint')}
            unit={t(`settings.callbacks.states.${state}`)}
            min={1024}
            max={65_535}
            value={settings.statusCallbacksPort}
            onChange={(statusCallbacksPort) => void settingsActions.update({ statusCallbacksPort })}
          />
          {/* Another address kept elsewhere begins the form anew. */}
          <AddressForm key={settings.statusCallbacksUrl} kept={settings.statusCallbacksUrl} />
          <Received />
        </>
      )}
    </Group>
  );
}

/** Empty: not known. Kept on Enter and on leaving; anything else is taken back. */
function AgentsRow() {
  const { t } = useWords();
  const id = useId();
  const { agentsOnAccount } = useSettings();
  const [text, setText] = useState<string | null>(null);
  function settle(): void {
    const number = text?.trim() === '' ? null : Number(text);
    const good = number === null || (Number.isInteger(number) && number >= 1 && number <= 2_000);
    if (text !== null && good) void settingsActions.update({ agentsOnAccount: number });
    setText(null);
  }
  return (
    <div className="settings-row">
      <div>
        <label htmlFor={id}>{t('settings.callbacks.agents')}</label>
        <p id={`${id}-hint`} className="field-hint">
          {t('settings.callbacks.agentsHint')}
        </p>
      </div>
      <span className="settings-number">
        <input
          id={id}
          className="input tabular"
          inputMode="numeric"
          autoComplete="off"
          placeholder={t('settings.callbacks.agentsUnknown')}
          aria-describedby={`${id}-hint`}
          value={text ?? agentsOnAccount ?? ''}
          onChange={({ target }) => setText(target.value)}
          onBlur={settle}
          onKeyDown={({ key }) => key === 'Enter' && settle()}
        />
      </span>
    </div>
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
    <form className="disposition-form" onSubmit={save}>
      <TextField
        label={t('settings.callbacks.publicUrl')}
        hint={t('settings.callbacks.publicUrlHint')}
        error={good ? undefined : t('settings.callbacks.publicUrlInvalid')}
        type="url"
        maxLength={300}
        value={url}
        onChange={({ target }) => setUrl(target.value)}
      />
      <Button type="submit" disabled={!good || address === kept}>
        {t('settings.callbacks.save')}
      </Button>
    </form>
  );
}

function Received() {
  const { t, dayAndTime } = useWords();
  const { maskedUrl, last } = useCallbacks();
  const [copied, setCopied] = useState(false);
  const copy = async (local: boolean) => setCopied(await callbackActions.copyUrl(local));
  return (
    <>
      {maskedUrl === null ? (
        <p className="muted">{t('settings.callbacks.noAddress')}</p>
      ) : (
        <dl className="facts">
          <div>
            <dt className="muted">{t('settings.callbacks.fullUrl')}</dt>
            <dd>{maskedUrl}</dd>
          </div>
        </dl>
      )}
      <p className="soft">
        {last
          ? t('settings.callbacks.last', { when: dayAndTime(last.at) })
          : t('settings.callbacks.none')}
      </p>
      <div className="settings-buttons">
        {maskedUrl !== null && (
          <Button onClick={() => void copy(false)}>{t('settings.callbacks.copy')}</Button>
        )}
        <Button onClick={() => void copy(true)}>{t('settings.callbacks.copyLocal')}</Button>
        <span role="status" className="muted">
          {copied && t('settings.callbacks.copied')}
        </span>
      </div>
    </>
  );
}

import { type FormEvent, useState } from 'react';
import { whoOf } from '../../../../shared/call-text.ts';
import type { PersonPreview } from '../../../../shared/contract/privacy.ts';
import { goTo } from '../../stores/navigation-store.ts';
import { privacyActions, usePrivacy } from '../../stores/privacy-store.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialogs.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { TextField } from '../../ui/field.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { SettingsGroup, SwitchRow } from './settings-rows.tsx';
import './erase-person.css';

/** Removes everything about one number, after showing what that is. */
export function ErasePerson() {
  const { t } = useI18n();
  const { text, doing, preview, error } = usePrivacy();
  function submit(event: FormEvent): void {
    event.preventDefault();
    void privacyActions.look();
  }
  return (
    <SettingsGroup title={t('settings.privacy.erase')}>
      <p className="field-hint">{t('settings.privacy.eraseHint')}</p>
      <form className="inline-form" onSubmit={submit}>
        <TextField
          label={t('settings.privacy.number')}
          inputMode="tel"
          maxLength={200}
          disabled={doing === 'erasing'}
          value={text}
          onChange={({ target }) => privacyActions.setText(target.value)}
        />
        <Button type="submit" disabled={text.trim() === '' || doing !== 'nothing'}>
          {t('settings.privacy.look')}
        </Button>
      </form>
      {error && <Problem error={error} />}
      {preview && <Preview preview={preview} />}
      <div role="status">
        {doing === 'looking' && <p className="muted">{t('settings.privacy.looking')}</p>}
        {doing === 'erasing' && <p className="muted">{t('settings.privacy.erasing')}</p>}
        <Erased />
      </div>
    </SettingsGroup>
  );
}

function Preview({ preview }: { preview: PersonPreview }) {
  const { t } = useI18n();
  const { keepDoNotCall } = usePrivacy();
  const [asking, setAsking] = useState(false);
  const isEmpty = preview.calls === 0 && preview.name === null;
  return (
    <div className="erase-preview">
      {isEmpty ? <p>{t('settings.privacy.nothing')}</p> : <Found preview={preview} />}
      {preview.damagedDatabases > 0 && (
        <p className="field-hint">
          {t('settings.privacy.damaged')}: {preview.damagedDatabases}.{' '}
          {t('settings.privacy.damagedHint')}
        </p>
      )}
      {preview.recordingsWithoutCall > 0 && (
        <p className="field-hint">
          {t('settings.privacy.withoutCall', { count: preview.recordingsWithoutCall })}
        </p>
      )}
      {preview.doNotCall && (
        <SwitchRow
          label={t('settings.privacy.keepDoNotCall')}
          hint={t('settings.privacy.keepDoNotCallHint')}
          checked={keepDoNotCall}
          onChange={privacyActions.setKeepDoNotCall}
        />
      )}
      {preview.mentionsTotal > 0 && <Mentions preview={preview} />}
      <p className="field-hint">{t('settings.privacy.exotel')}</p>
      <div className="settings-buttons">
        <Button tone="danger" onClick={() => setAsking(true)}>
          {t('settings.privacy.eraseButton')}
        </Button>
      </div>
      <EraseDialog preview={preview} open={asking} onClose={() => setAsking(false)} />
    </div>
  );
}

function Found({ preview }: { preview: PersonPreview }) {
  const { t, locale } = useI18n();
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  const facts: [string, string][] = [
    [t('settings.privacy.person'), preview.name ?? t('settings.privacy.noName')],
    [t('settings.privacy.number'), preview.display],
    [t('settings.privacy.calls'), number(preview.calls)],
    [t('settings.privacy.notes'), number(preview.notes)],
    [t('settings.privacy.recordings'), number(preview.recordings)],
  ];
  return <FactList facts={facts} />;
}

/** Calls of others to look at before the number goes from them. */
function Mentions({ preview }: { preview: PersonPreview }) {
  const { t, dayAndTime } = useI18n();
  return (
    <div>
      <p>{t('settings.privacy.mentions', { count: preview.mentionsTotal })}</p>
      <ul className="erase-mentions">
        {preview.mentions.map((call) => (
          <li key={call.id}>
            <Button small onClick={() => goTo('history', call.id)}>
              {whoOf(call)} · {dayAndTime(call.createdAt)}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface EraseDialogProps {
  preview: PersonPreview;
  open: boolean;
  onClose: () => void;
}

function EraseDialog({ preview, open, onClose }: EraseDialogProps) {
  const { t } = useI18n();
  const { keepDoNotCall } = usePrivacy();
  const { name, display, calls, notes, recordings, doNotCall, damagedDatabases, mentionsTotal } =
    preview;
  const kept = keepDoNotCall ? 'eraseKeptDoNotCall' : 'eraseDoNotCall';
  const sentences = [
    t('settings.privacy.eraseText', {
      number: display,
      calls: t('settings.privacy.callCount', { count: calls }),
      notes: t('settings.privacy.noteCount', { count: notes }),
      recordings: t('settings.privacy.recordingCount', { count: recordings }),
    }),
    mentionsTotal > 0 && t('settings.privacy.eraseMentions', { count: mentionsTotal }),
    damagedDatabases > 0 && t('settings.privacy.eraseDamaged', { count: damagedDatabases }),
    doNotCall && t(`settings.privacy.${kept}`),
    t('settings.privacy.eraseEnd'),
  ];
  return (
    <ConfirmDialog
      open={open}
      title={t('settings.privacy.eraseTitle', { who: name ?? display })}
      text={sentences.filter(Boolean).join(' ')}
      confirm={t('settings.privacy.eraseConfirm')}
      onConfirm={() => void privacyActions.erase()}
      onClose={onClose}
    />
  );
}

function Erased() {
  const { t } = useI18n();
  const { erased } = usePrivacy();
  if (!erased) return null;
  const sentence =
    erased.display === null ? 'erasedCall' : erased.kept ? 'erasedKept' : ('erased' as const);
  const words = {
    number: erased.display ?? '',
    calls: t('settings.privacy.callCount', { count: erased.calls }),
    recordings: t('settings.privacy.recordingCount', { count: erased.recordings }),
  };
  return (
    <>
      <p>{t(`settings.privacy.${sentence}`, words)}</p>
      {!erased.backedUp && <p>{t('settings.privacy.noBackup')}</p>}
      <p className="field-hint">{t('settings.privacy.exotel')}</p>
    </>
  );
}

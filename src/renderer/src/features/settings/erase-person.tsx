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
  const { text, busy, preview, error } = usePrivacy();
  function submit(event: FormEvent): void {
    event.preventDefault();
    void privacyActions.preview();
  }
  return (
    <SettingsGroup title={t('privacy.erase')}>
      <p className="field-hint">{t('privacy.eraseHint')}</p>
      <form className="inline-form" onSubmit={submit}>
        <TextField
          label={t('privacy.number')}
          inputMode="tel"
          maxLength={200}
          disabled={busy === 'erasing'}
          value={text}
          onChange={({ target }) => privacyActions.setText(target.value)}
        />
        <Button type="submit" disabled={text.trim() === '' || busy !== null}>
          {t('privacy.look')}
        </Button>
      </form>
      {error && <Problem error={error} />}
      {preview && <Preview preview={preview} />}
      <div role="status">
        {busy === 'previewing' && <p className="muted">{t('privacy.looking')}</p>}
        {busy === 'erasing' && <p className="muted">{t('privacy.erasing')}</p>}
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
      {isEmpty ? <p>{t('privacy.nothing')}</p> : <Found preview={preview} />}
      {preview.damagedDatabases > 0 && (
        <p className="field-hint">
          {t('privacy.damaged')}: {preview.damagedDatabases}. {t('privacy.damagedHint')}
        </p>
      )}
      {preview.recordingsWithoutCall > 0 && (
        <p className="field-hint">
          {t('privacy.withoutCall', { count: preview.recordingsWithoutCall })}
        </p>
      )}
      {preview.doNotCall && (
        <SwitchRow
          label={t('privacy.keepDoNotCall')}
          hint={t('privacy.keepDoNotCallHint')}
          checked={keepDoNotCall}
          onChange={privacyActions.setKeepDoNotCall}
        />
      )}
      {preview.mentionsTotal > 0 && <Mentions preview={preview} />}
      <p className="field-hint">{t('privacy.exotel')}</p>
      <div className="settings-buttons">
        <Button tone="danger" onClick={() => setAsking(true)}>
          {t('privacy.eraseButton')}
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
    [t('privacy.person'), preview.name ?? t('privacy.noName')],
    [t('privacy.number'), preview.display],
    [t('privacy.calls'), number(preview.calls)],
    [t('privacy.notes'), number(preview.notes)],
    [t('privacy.recordings'), number(preview.recordings)],
  ];
  return <FactList facts={facts} />;
}

/** Calls of others to look at before the number is removed from them. */
function Mentions({ preview }: { preview: PersonPreview }) {
  const { t, dayAndTime } = useI18n();
  return (
    <div>
      <p>{t('privacy.mentions', { count: preview.mentionsTotal })}</p>
      <ul className="erase-mentions">
        {preview.mentions.map((call) => (
          <li key={call.id}>
            <Button small onClick={() => goTo('history', call.id)}>
              {whoOf(call, t)} · {dayAndTime(call.createdAt)}
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
    t('privacy.eraseText', {
      number: display,
      calls: t('privacy.callCount', { count: calls }),
      notes: t('privacy.noteCount', { count: notes }),
      recordings: t('privacy.recordingCount', { count: recordings }),
    }),
    mentionsTotal > 0 && t('privacy.eraseMentions', { count: mentionsTotal }),
    damagedDatabases > 0 && t('privacy.eraseDamaged', { count: damagedDatabases }),
    doNotCall && t(`privacy.${kept}`),
    t('privacy.eraseEnd'),
  ];
  return (
    <ConfirmDialog
      open={open}
      title={t('privacy.eraseTitle', { who: name ?? display })}
      text={sentences.filter(Boolean).join(' ')}
      confirm={t('privacy.eraseConfirm')}
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
    calls: t('privacy.callCount', { count: erased.calls }),
    recordings: t('privacy.recordingCount', { count: erased.recordings }),
  };
  return (
    <>
      <p>{t(`privacy.${sentence}`, words)}</p>
      {!erased.backedUp && <p>{t('privacy.noBackup')}</p>}
      <p className="field-hint">{t('privacy.exotel')}</p>
    </>
  );
}

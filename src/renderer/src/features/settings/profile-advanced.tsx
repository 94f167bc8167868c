import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  callbackEvents,
  callbackMethods,
  callbackTypes,
  type ProfileCallback,
  type ProfilePlayback,
  parameters,
  playbackEvents,
  playbackListeners,
  profileLimits,
  streamingBegins,
} from '../../../../shared/domain/call-profile-rules.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { Fold } from './fold.tsx';
import { ChoiceField, type FieldsProps } from './profile-fields.tsx';
import { SwitchRow } from './settings-rows.tsx';

export function AudioFields({ draft, change, faultAt }: FieldsProps) {
  const { t } = useI18n();
  const { waitAudioUrl, playbacks } = draft;
  return (
    <Fold title={t('profiles.groups.audio')} open={waitAudioUrl !== '' || playbacks.length > 0}>
      <TextField
        label={t('profiles.fields.waitAudioUrl')}
        hint={t('profiles.hints.waitAudioUrl')}
        error={faultAt(parameters.waitAudioUrl)}
        placeholder="https://…/….wav"
        value={waitAudioUrl}
        onChange={({ target }) => change({ waitAudioUrl: target.value.trim() })}
      />
      <p className="field-hint">{t('profiles.hints.playbacks')}</p>
      <Entries<ProfilePlayback>
        what={t('profiles.fields.playback')}
        add={t('profiles.addPlayback')}
        most={profileLimits.playbacks}
        list={playbacks}
        fresh={{ event: 'start', to: 'callee', url: '' }}
        onChange={(next) => change({ playbacks: next })}
        render={(entry, index, set) => (
          <>
            <ChoiceField
              label={t('profiles.fields.event')}
              values={playbackEvents}
              value={entry.event}
              onChange={(event) => set({ ...entry, event })}
            />
            <ChoiceField
              label={t('profiles.fields.to')}
              values={playbackListeners}
              value={entry.to}
              onChange={(to) => set({ ...entry, to })}
            />
            <TextField
              label={t('profiles.fields.value')}
              error={faultAt(`${parameters.playbacks}[${index}].value`)}
              placeholder="https://…"
              value={entry.url}
              onChange={({ target }) => set({ ...entry, url: target.value.trim() })}
            />
          </>
        )}
      />
    </Fold>
  );
}

export function CallbackFields({ draft, change, faultAt }: FieldsProps) {
  const { t } = useI18n();
  const { statusCallbacks } = draft;
  return (
    <Fold title={t('profiles.groups.callbacks')} open={statusCallbacks.length > 0}>
      <p className="field-hint">{t('profiles.hints.statusCallbacks')}</p>
      <Entries<ProfileCallback>
        what={t('profiles.fields.callback')}
        add={t('profiles.addCallback')}
        most={profileLimits.statusCallbacks}
        list={statusCallbacks}
        fresh={{ event: 'terminal', url: '', method: 'POST', contentType: 'application/json' }}
        onChange={(next) => change({ statusCallbacks: next })}
        render={(entry, index, set) => (
          <>
            <ChoiceField
              label={t('profiles.fields.event')}
              values={callbackEvents}
              value={entry.event}
              onChange={(event) => set({ ...entry, event })}
            />
            <TextField
              label={t('profiles.fields.url')}
              error={faultAt(`${parameters.statusCallbacks}[${index}].url`)}
              placeholder="https://…"
              value={entry.url}
              onChange={({ target }) => set({ ...entry, url: target.value.trim() })}
            />
            <SelectField
              label={t('profiles.fields.method')}
              value={entry.method}
              choices={callbackMethods.map((value) => ({ value, label: value }))}
              onChange={(method) => set({ ...entry, method })}
            />
            <SelectField
              label={t('profiles.fields.contentType')}
              value={entry.contentType}
              choices={callbackTypes.map((value) => ({ value, label: value }))}
              onChange={(contentType) => set({ ...entry, contentType })}
            />
          </>
        )}
      />
    </Fold>
  );
}

export function StreamingFields({ draft, change, faultAt }: FieldsProps) {
  const { t } = useI18n();
  const { streaming } = draft;
  return (
    <Fold title={t('profiles.groups.streaming')} open={streaming !== null}>
      <SwitchRow
        label={t('profiles.fields.streaming')}
        hint={t('profiles.hints.streaming')}
        checked={streaming !== null}
        onChange={(on) => change({ streaming: on ? { url: '', begin: 'from_leg_connect' } : null })}
      />
      {streaming && (
        <div className="profile-pair">
          <TextField
            label={t('profiles.fields.streamingUrl')}
            error={faultAt(`${parameters.streaming}.url`)}
            placeholder="wss://…"
            value={streaming.url}
            onChange={({ target }) =>
              change({ streaming: { ...streaming, url: target.value.trim() } })
            }
          />
          <ChoiceField
            label={t('profiles.fields.begin')}
            values={streamingBegins}
            value={streaming.begin}
            onChange={(begin) => change({ streaming: { ...streaming, begin } })}
          />
        </div>
      )}
    </Fold>
  );
}

interface EntriesProps<T> {
  /** An entry's name, for its remove button. */
  what: string;
  add: string;
  most: number;
  list: readonly T[];
  fresh: T;
  onChange: (list: T[]) => void;
  render: (entry: T, index: number, set: (entry: T) => void) => ReactNode;
}

/** A list whose entries consist of a few fields each. */
function Entries<T>({ what, add, most, list, fresh, onChange, render }: EntriesProps<T>) {
  const { t } = useI18n();
  return (
    <>
      {list.map((entry, index) => (
        // Entries have no name of their own, and none moves.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={index} className="profile-entry" role="group" aria-label={`${what} ${index + 1}`}>
          <div className="profile-pair">
            {render(entry, index, (next) =>
              onChange(list.map((each, place) => (place === index ? next : each))),
            )}
          </div>
          <IconButton
            label={t('profiles.removeEntry', { what, place: index + 1 })}
            icon={<Trash2 size={16} />}
            onClick={() => onChange(list.filter((_, place) => place !== index))}
          />
        </div>
      ))}
      {list.length < most && (
        <div>
          <Button small onClick={() => onChange([...list, fresh])}>
            {add}
          </Button>
        </div>
      )}
    </>
  );
}

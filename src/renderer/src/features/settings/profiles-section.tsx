import { Copy, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { AppError } from '../../../../shared/domain/app-error.ts';
import type { KeptProfile } from '../../../../shared/domain/call-profile.ts';
import { type CallProfile, defaultProfile } from '../../../../shared/domain/call-profile-rules.ts';
import { foldText } from '../../../../shared/domain/fold-text.ts';
import { profileActions, useProfiles } from '../../stores/profiles-store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialogs.tsx';
import { Pill } from '../../ui/pill.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { useParameterName } from './profile-fields.tsx';
import { ProfileForm } from './profile-form.tsx';
import { SettingsGroup } from './settings-rows.tsx';
import './profiles.css';

/** What is being edited; `id` is null for a new profile. */
type Editing = Pick<KeptProfile, 'profile' | 'unreadable'> & { id: string | null };

/** How calls are placed: the profiles, or the one that is being edited. */
export function ProfilesSection() {
  const { t } = useI18n();
  const { profiles } = useProfiles();
  const [editing, setEditing] = useState<Editing | null>(null);

  function startWith(profile: CallProfile, name: string): void {
    setEditing({
      id: null,
      profile: {
        ...profile,
        name: freeName(
          name,
          profiles.map((each) => each.profile.name),
        ),
      },
      unreadable: [],
    });
  }

  if (editing) return <ProfileForm {...editing} onDone={() => setEditing(null)} />;
  return (
    <SettingsGroup title={t('settings.profiles.title')}>
      <p className="field-hint">{t('profiles.intro')}</p>
      <ul className="profiles">
        {profiles.map((kept) => (
          <ProfileRow
            key={kept.id}
            kept={kept}
            onEdit={() => setEditing(kept)}
            onDuplicate={() => startWith(kept.profile, kept.profile.name)}
          />
        ))}
      </ul>
      <div className="settings-buttons">
        <Button onClick={() => startWith(defaultProfile, t('profiles.newName'))}>
          {t('profiles.add')}
        </Button>
      </div>
    </SettingsGroup>
  );
}

interface ProfileRowProps {
  kept: KeptProfile;
  onEdit: () => void;
  onDuplicate: () => void;
}

function ProfileRow({ kept, onEdit, onDuplicate }: ProfileRowProps) {
  const { t, list } = useI18n();
  const nameOf = useParameterName();
  const { id, profile, unreadable } = kept;
  const { name } = profile;
  const isDefault = useProfiles(({ defaultId }) => defaultId === id);
  const [removing, setRemoving] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  async function run(action: ReturnType<typeof profileActions.remove>): Promise<void> {
    const result = await action;
    setError(result.ok ? null : result.error);
  }
  return (
    <li>
      <div className="profile-row">
        <div>
          <p className="profile-name">
            <span>{name}</span>
            {isDefault && (
              <Pill tone="accent" small>
                {t('profiles.isDefault')}
              </Pill>
            )}
          </p>
          <p className="field-hint">
            <Summary profile={profile} />
          </p>
        </div>
        <div className="profile-actions">
          {!isDefault && (
            <Button small tone="quiet" onClick={() => void run(profileActions.setDefault(id))}>
              {t('profiles.makeDefault')}
            </Button>
          )}
          <IconButton
            label={t('profiles.edit', { name })}
            icon={<Pencil size={16} />}
            onClick={onEdit}
          />
          <IconButton
            label={t('profiles.duplicate', { name })}
            icon={<Copy size={16} />}
            onClick={onDuplicate}
          />
          {!isDefault && (
            <IconButton
              label={t('profiles.remove', { name })}
              icon={<Trash2 size={16} />}
              onClick={() => setRemoving(true)}
            />
          )}
        </div>
      </div>
      {unreadable.length > 0 && (
        <p className="field-error">
          {t('profiles.unreadable', { parameters: list(unreadable.map(nameOf)) })}
        </p>
      )}
      {error && <Problem error={error} />}
      <ConfirmDialog
        open={removing}
        title={t('profiles.removeTitle', { name })}
        text={t('profiles.removeText')}
        confirm={t('profiles.removeConfirm')}
        onConfirm={() => void run(profileActions.remove(id))}
        onClose={() => setRemoving(false)}
      />
    </li>
  );
}

/** What distinguishes a profile, in one line. */
function Summary({ profile }: { profile: CallProfile }) {
  const { t, duration } = useI18n();
  const { record, statusCallbacks, playbacks, streaming, waitAudioUrl, customText } = profile;
  const parts = [
    t(record ? 'profiles.summary.recorded' : 'profiles.summary.notRecorded'),
    t('profiles.summary.ring', { seconds: profile.attemptTimeOutSeconds }),
    t('profiles.summary.limit', { duration: duration(profile.maxTimeLimitSeconds) }),
    statusCallbacks.length > 0 &&
      t('profiles.summary.callbacks', { count: statusCallbacks.length }),
    playbacks.length > 0 && t('profiles.summary.playback'),
    waitAudioUrl !== '' && t('profiles.summary.waitAudio'),
    streaming && t('profiles.summary.streaming'),
    customText !== '' && `“${customText}”`,
  ];
  return parts.filter(Boolean).join(' · ');
}

/** Returns the name, or the first of `name 2`, `name 3`… that no profile has yet. */
function freeName(name: string, names: readonly string[]): string {
  const base = name.replace(/ \d+$/, '');
  const used = new Set(names.map((each) => foldText(each)));
  for (let count = 1; ; count += 1) {
    const suffix = count === 1 ? '' : ` ${count}`;
    const candidate = base.slice(0, 40 - suffix.length) + suffix;
    if (!used.has(foldText(candidate))) return candidate;
  }
}

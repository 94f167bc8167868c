import { CircleAlert, CircleCheck, LoaderCircle } from 'lucide-react';
import { useState } from 'react';
import type { FloorView } from '../../../../../shared/contract/floor.ts';
import { acceleratorLabel } from '../../../../../shared/domain/accelerator.ts';
import type { AppError } from '../../../../../shared/domain/app-error.ts';
import { canChoose } from '../../../../../shared/floor-text.ts';
import { floorActions } from '../../../stores/floor-store.ts';
import { useShell } from '../../../stores/shell-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/dialogs.tsx';
import { FactList } from '../../../ui/fact-list.tsx';
import { Problem } from '../../../ui/problem.tsx';
import { useI18n } from '../../../ui/use-i18n.ts';
import { SettingsGroup } from '../settings-rows.tsx';
import { FloorTrouble } from './floor-trouble.tsx';

type Actions = Pick<typeof floorActions, 'leave' | 'retry' | 'signInHere'>;

interface JoinedGroupProps {
  view: FloorView;
  joined: NonNullable<FloorView['joined']>;
  actions?: Actions;
}

/** As whom, how the connection stands, and the way out. */
export function JoinedGroup({ view, joined, actions = floorActions }: JoinedGroupProps) {
  const { t, dayAndTime } = useI18n();
  const platform = useShell(({ status }) => status.platform);
  const [error, setError] = useState<AppError | null>(null);
  const attempt = (answer: Promise<AppError | null>) => void answer.then(setError);
  const { agent, agentName, floor, floorName, relay } = joined;
  const { lastMessageAt, pollShare } = view;
  const facts: [string, string][] = [
    [t('floor.joined.as'), t('floor.joined.who', { name: agentName, agent })],
    [t('floor.joined.floor'), floorName ?? floor],
    [t('floor.joined.relay'), relay],
    [
      t('floor.joined.last'),
      lastMessageAt === null ? t('floor.joined.noneYet') : dayAndTime(lastMessageAt),
    ],
    [
      t('floor.joined.share'),
      pollShare === null
        ? t('floor.joined.shareUnknown')
        : t('floor.joined.shareValue', { count: pollShare }),
    ],
  ];
  return (
    <SettingsGroup title={t('floor.joined.title')}>
      <ConnectionRow view={view} />
      <FloorTrouble
        view={view}
        retry={() => attempt(actions.retry())}
        signInHere={() => attempt(actions.signInHere())}
      />
      <div className="settings-apart-above">
        <FactList facts={facts} />
      </div>
      {canChoose(view.connection) && (
        <p className="field-hint settings-apart-above">
          {t('floor.joined.available', {
            keys: acceleratorLabel('CommandOrControl+Shift+A', platform),
          })}
        </p>
      )}
      {error && <Problem error={error} />}
      <Leaving floor={floorName ?? floor} onLeave={() => attempt(actions.leave())} />
    </SettingsGroup>
  );
}

function ConnectionRow({ view: { connection, since } }: { view: FloorView }) {
  const { t, dayAndTimeWithin } = useI18n();
  const well = connection === 'connected';
  const Icon = well ? CircleCheck : connection === 'connecting' ? LoaderCircle : CircleAlert;
  return (
    <div className="settings-row connection-state" data-connection={connection}>
      <p>
        {t('floor.joined.connection')}
        <span className="toned" data-tone={well ? 'talking' : 'ringing'} role="status">
          <Icon size={17} aria-hidden />
          {t(`floor.joined.states.${connection}`)}
        </span>
        <span className="muted">{t('floor.joined.since', { when: dayAndTimeWithin(since) })}</span>
      </p>
    </div>
  );
}

function Leaving({ floor, onLeave }: { floor: string; onLeave: () => void }) {
  const { t } = useI18n();
  const [asking, setAsking] = useState(false);
  return (
    <div className="settings-buttons">
      <Button onClick={() => setAsking(true)}>{t('floor.leave.leave')}</Button>
      <ConfirmDialog
        open={asking}
        title={t('floor.leave.title', { floor })}
        text={t('floor.leave.text')}
        confirm={t('floor.leave.confirm')}
        onConfirm={onLeave}
        onClose={() => setAsking(false)}
      />
    </div>
  );
}

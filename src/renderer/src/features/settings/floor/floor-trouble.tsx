import type { ReactNode } from 'react';
import type { FloorConnectionState, FloorView } from '../../../../../shared/contract/floor.ts';
import { Button } from '../../../ui/button.tsx';
import { Problem } from '../../../ui/problem.tsx';
import { useI18n } from '../../../ui/use-i18n.ts';

interface FloorTroubleProps {
  view: Pick<FloorView, 'connection' | 'clockDiffers'>;
  retry: () => void;
  signInHere: () => void;
}

type Troubled = Exclude<FloorConnectionState, 'none' | 'connecting' | 'connected'>;

/** What keeps the floor and this computer apart, and what the agent can do about it. */
export function FloorTrouble({ view, retry, signInHere }: FloorTroubleProps) {
  const { t } = useI18n();
  const { connection, clockDiffers } = view;
  const actions: Partial<Record<Troubled, ReactNode>> = {
    unreachable: <Button onClick={retry}>{t('floor.choose.retry')}</Button>,
    locked: <Button onClick={retry}>{t('floor.choose.askKeychain')}</Button>,
    elsewhere: (
      <Button tone="primary" onClick={signInHere}>
        {t('floor.choose.signInHere')}
      </Button>
    ),
  };
  return (
    <>
      {isTroubled(connection) && (
        <Problem
          error={t(`floor.trouble.${connection}`, { returnObjects: true })}
          actions={actions[connection]}
        />
      )}
      {clockDiffers && <Problem error={t('floor.trouble.clock', { returnObjects: true })} />}
    </>
  );
}

function isTroubled(connection: FloorConnectionState): connection is Troubled {
  return connection !== 'none' && connection !== 'connecting' && connection !== 'connected';
}

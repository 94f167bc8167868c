import type { FloorStanding } from '../../../../shared/floor-text.ts';
import { MenuItem } from '../../ui/menu.tsx';
import { useI18n } from '../../ui/use-i18n.ts';

interface MendingProps {
  standing: FloorStanding;
  retry: () => void;
  signInHere: () => void;
}

/** What the agent can do about a connection that is not there. */
export function Mending({ standing, retry, signInHere }: MendingProps) {
  const { t } = useI18n();
  if (standing === 'unreachable')
    return <MenuItem onSelect={retry}>{t('floor.choose.retry')}</MenuItem>;
  if (standing === 'locked')
    return <MenuItem onSelect={retry}>{t('floor.choose.askKeychain')}</MenuItem>;
  if (standing === 'elsewhere')
    return <MenuItem onSelect={signInHere}>{t('floor.choose.signInHere')}</MenuItem>;
  return null;
}

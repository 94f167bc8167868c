import { useTranslation } from 'react-i18next';
import { Pill } from '../ui/pill.tsx';

/** Stands beside how a call ended while only the floor has said so. */
export function ReportedMark() {
  const { t } = useTranslation();
  return (
    <Pill small tone="idle" title={t('calls.reportedWhy')}>
      {t('calls.reported')}
    </Pill>
  );
}

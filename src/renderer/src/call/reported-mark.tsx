import { useTranslation } from 'react-i18next';
import './reported-mark.css';

/** Stands beside how a call ended while only the floor has said so. */
export function ReportedMark() {
  const { t } = useTranslation();
  return (
    <span className="reported-mark" title={t('calls.reportedWhy')}>
      {t('calls.reported')}
    </span>
  );
}

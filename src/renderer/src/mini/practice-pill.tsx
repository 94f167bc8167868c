import { Pill } from '../ui/pill.tsx';
import { useI18n } from '../ui/use-i18n.ts';

export function PracticePill({ practice }: { practice: boolean }) {
  const { t } = useI18n();
  if (!practice) return null;
  return (
    <span className="mini-practice">
      <Pill small tone="practice">
        {t('frame.practice')}
      </Pill>
    </span>
  );
}

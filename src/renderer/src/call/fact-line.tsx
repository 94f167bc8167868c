import { Fragment, type ReactNode } from 'react';
import { Pill } from '../ui/pill.tsx';
import { useI18n } from '../ui/use-i18n.ts';
import './fact-line.css';

interface FactLineProps {
  practice: boolean;
  /** Unknown facts are left out. */
  facts: readonly (string | false | 0 | null)[];
  /** Content that changes by itself and has its own separator. */
  children?: ReactNode;
}

/** One line under a name: whether it is practice, and what else there is to say. */
export function FactLine({ practice, facts, children }: FactLineProps) {
  const { t } = useI18n();
  const known = facts.filter((fact): fact is string => typeof fact === 'string' && fact !== '');
  return (
    <p className="fact-line muted tabular">
      {practice && (
        <span className="fact-line-practice">
          <Pill small tone="practice">
            {t('frame.practice')}
          </Pill>
        </span>
      )}
      {known.map((fact, index) => (
        <Fragment key={fact}>
          {index > 0 && ' · '}
          <span>{fact}</span>
        </Fragment>
      ))}
      {children}
    </p>
  );
}

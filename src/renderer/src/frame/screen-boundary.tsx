import { TriangleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/empty-state.tsx';
import './screen-boundary.css';

/** Shown if main did not respond: nothing can be shown, and nothing was lost. */
export function StartFailedScreen() {
  const { t } = useTranslation();
  return (
    <main className="start-failed">
      <EmptyState
        icon={<TriangleAlert size={24} />}
        title={t('errors.internal.message')}
        text={t('errors.internal.hint')}
      />
    </main>
  );
}

/** Contains a screen's failure, so that the other screens keep working. */
export class ScreenBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <StartFailedScreen /> : this.props.children;
  }
}

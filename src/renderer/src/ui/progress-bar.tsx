import './progress-bar.css';

interface ProgressBarProps {
  label: string;
  /** From 0 to 1; null while the total is unknown. */
  share: number | null;
}

export function ProgressBar({ label, share }: ProgressBarProps) {
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === null ? undefined : Math.round(share * 100)}
    >
      <div style={{ width: share === null ? '30%' : `${share * 100}%` }} />
    </div>
  );
}

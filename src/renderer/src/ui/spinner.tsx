import { LoaderCircle, type LucideIcon } from 'lucide-react';
import './spinner.css';

interface SpinnerProps {
  size: number;
  icon?: LucideIcon;
  /** Whether what it stands for is paused. */
  still?: boolean;
}

/** An icon that turns while something is going on. Decorative: words say the same. */
export function Spinner({ size, icon: Icon = LoaderCircle, still = false }: SpinnerProps) {
  return <Icon size={size} className={still ? undefined : 'spinner'} aria-hidden="true" />;
}

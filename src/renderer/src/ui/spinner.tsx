import { LoaderCircle, type LucideIcon } from 'lucide-react';
import './spinner.css';

interface SpinnerProps {
  size: number;
  icon?: LucideIcon;
  /** What it stands for is not going on just now. */
  still?: boolean;
}

/** A sign that turns while something goes on. Decoration: words say the same. */
export function Spinner({ size, icon: Icon = LoaderCircle, still = false }: SpinnerProps) {
  return <Icon size={size} className={still ? undefined : 'spinner'} aria-hidden="true" />;
}

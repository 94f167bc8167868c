import { type ReactNode, useId, useState } from 'react';

/** Fields that few need. `open`: they hold something, or something is wrong with them. */
export function Fold({
  title,
  open,
  children,
}: {
  title: string;
  open: boolean;
  children: ReactNode;
}) {
  const id = useId();
  const [byHand, setByHand] = useState<boolean | null>(null);
  const [was, setWas] = useState(open);
  // What opens by itself does so once; the agent may close it again.
  if (open !== was) {
    setWas(open);
    if (open) setByHand(null);
  }
  return (
    <details
      className="fold"
      aria-labelledby={id}
      open={byHand ?? open}
      onToggle={({ currentTarget }) => setByHand(currentTarget.open)}
    >
      <summary id={id}>{title}</summary>
      <div className="fold-body">{children}</div>
    </details>
  );
}

import { type ReactNode, useId, useState } from 'react';

/** Fields that few agents need. `open`: they are filled in, or something is wrong with them. */
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
  // It opens automatically only once; the agent may close it again.
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

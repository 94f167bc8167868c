import './fact-list.css';

interface FactListProps {
  facts: readonly (readonly [name: string, value: string])[];
  /** For a pane beside a list: tighter, with a narrow column of names. */
  dense?: boolean;
}

/** Facts, each with a name and a value. */
export function FactList({ facts, dense }: FactListProps) {
  return (
    <dl className={dense ? 'facts facts-dense' : 'facts'}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className="muted">{name}</dt>
          <dd className="tabular">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Who is called: name and number, wrapped where they are long, and never shortened. */
export function CalleeLine({ name, display }: { name: string | null; display: string }) {
  return (
    <p className="mini-who">
      {name && <strong>{name}</strong>} <span className="tabular muted">{display}</span>
    </p>
  );
}

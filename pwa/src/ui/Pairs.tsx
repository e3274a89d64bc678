/** Facts by their names. */
export function Pairs({
  of,
  look = "pairs",
}: {
  of: [string, string][];
  look?: "pairs" | "facts";
}) {
  return (
    <dl class={look}>
      {of.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

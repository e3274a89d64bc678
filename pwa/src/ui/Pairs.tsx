/** Facts by their names. */
type Props = { of: [name: string, value: string][]; look?: "pairs" | "facts" };

export function Pairs({ of, look = "pairs" }: Props) {
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

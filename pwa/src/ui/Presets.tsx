interface Props {
  /** Each with what it says, and what it gives. */
  of: [label: string, value: string][];
  onTake: (value: string) => void;
}

/** Answers that are likely: one tap gives one, none is given unasked. */
export function Presets({ of, onTake }: Props) {
  if (of.length === 0) return null;
  return (
    <div class="pad-presets">
      {of.map(([label, value]) => (
        <button key={value} type="button" onClick={() => onTake(value)}>
          {label}
        </button>
      ))}
    </div>
  );
}

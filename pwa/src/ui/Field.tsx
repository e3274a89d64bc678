import { useId } from "preact/hooks";

interface Props {
  label: string;
  value: string;
  help?: string;
  type?: "text" | "tel" | "date" | "time";
  lines?: number;
  longest?: number;
  onChange: (value: string) => void;
}

export function Field({
  label,
  value,
  help,
  type = "text",
  lines = 1,
  longest = 200,
  onChange,
}: Props) {
  const id = useId();
  const rest = {
    id,
    class: "input",
    value,
    maxLength: longest,
    onInput: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  const one = { type } as { type: "text" }; // Preact's types want to know each kind apart
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      {help && <span class="help">{help}</span>}
      {lines > 1 ? <textarea rows={lines} {...rest} /> : <input {...rest} {...one} />}
    </div>
  );
}

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

export function Field({ label, value, help, type, lines = 1, longest = 200, onChange }: Props) {
  const id = useId();
  const rest = {
    id,
    class: "input",
    value,
    maxLength: longest,
    onInput: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      {help && <span class="help">{help}</span>}
      {lines > 1 && <textarea rows={lines} {...rest} />}
      {lines === 1 && type === "date" && <input type="date" {...rest} />}
      {lines === 1 && type === "time" && <input type="time" {...rest} />}
      {lines === 1 && type === "tel" && <input type="tel" {...rest} />}
      {lines === 1 && (type ?? "text") === "text" && <input type="text" {...rest} />}
    </div>
  );
}

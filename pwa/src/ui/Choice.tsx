import type { ComponentChildren } from "preact";
import { Icon } from "./Icon";

export interface Option<V extends string> {
  value: V;
  label: ComponentChildren;
  icon: string;
  look?: "ok" | "bad" | "warn";
  note?: ComponentChildren;
}

interface Props<V extends string> {
  label: string;
  options: Option<V>[];
  /** What was chosen before, if anything was. There is no default. */
  value: V | null | undefined;
  onChoose: (value: V) => void;
  layout?: "2" | "list";
}

export function Choice<V extends string>({ value, onChoose, ...rest }: Props<V>) {
  return <Buttons {...rest} isPressed={(one) => one === value} onPress={onChoose} />;
}

interface TicksProps<V extends string> {
  label: string;
  options: Option<V>[];
  values: V[];
  onChange: (values: V[]) => void;
}

/** Several may be chosen, or none. */
export function Ticks<V extends string>({ values, onChange, ...rest }: TicksProps<V>) {
  const turn = (one: V) => {
    const others = values.filter((value) => value !== one);
    onChange(values.includes(one) ? others : [...others, one]);
  };
  return <Buttons {...rest} isPressed={(one) => values.includes(one)} onPress={turn} />;
}

interface ButtonsProps<V extends string> extends Pick<Props<V>, "label" | "options" | "layout"> {
  isPressed: (value: V) => boolean;
  onPress: (value: V) => void;
}

function Buttons<V extends string>({ label, options, layout = "2", ...rest }: ButtonsProps<V>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid everywhere
    <div role="group" aria-label={label} class={`choices choices-${layout}`}>
      {options.map(({ value, label, icon, look = "plain", note }) => (
        <button
          key={value}
          type="button"
          class={`choice choice-${look}`}
          aria-pressed={rest.isPressed(value)}
          onClick={() => rest.onPress(value)}
        >
          <Icon name={icon} large />
          <span>
            {label}
            {note && <small>{note}</small>}
          </span>
        </button>
      ))}
    </div>
  );
}

interface PresetProps {
  /** Each with what it says, and what it gives. */
  of: [label: string, value: string][];
  onTake: (value: string) => void;
}

/** Answers that are likely: one tap gives one, none is given unasked. */
export function Presets({ of, onTake }: PresetProps) {
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

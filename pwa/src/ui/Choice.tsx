import type { ComponentChildren } from "preact";
import { t } from "../words";
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

type Verdict = "pass" | "fail" | "not_done";

export function PassFail<V extends Verdict>(
  props: Omit<Props<V>, "options" | "layout"> & { notDone?: boolean },
) {
  const options: Option<Verdict>[] = [
    { value: "pass", label: t("check.pass"), icon: "done", look: "ok" },
    { value: "fail", label: t("check.fail"), icon: "failed", look: "bad" },
  ];
  if (props.notDone) options.push({ value: "not_done", label: t("check.not_done"), icon: "minus" });
  return <Choice {...props} options={options as Option<V>[]} />;
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

import type { ComponentChildren } from "preact";
import { t } from "../words";
import { Icon } from "./Icon";

export interface Option<V extends string> {
  value: V;
  label: ComponentChildren;
  icon: string;
  look?: "ok" | "bad" | "warn";
  note?: ComponentChildren;
  disabled?: boolean;
}

interface Props<V extends string> {
  label: string;
  options: Option<V>[];
  /** What was chosen before, if anything was. There is no default. */
  value: V | null | undefined;
  onChoose: (value: V) => void;
  layout?: "2" | "list";
}

export function Choice<V extends string>({ label, options, value, onChoose, layout }: Props<V>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid everywhere
    <div role="group" aria-label={label} class={`choices choices-${layout ?? "2"}`}>
      {options.map((one) => (
        <button
          key={one.value}
          type="button"
          class={`choice choice-${one.look ?? "plain"}`}
          aria-pressed={one.value === value}
          disabled={one.disabled}
          onClick={() => onChoose(one.value)}
        >
          <Icon name={one.icon} large />
          <span>
            {one.label}
            {one.note && <small>{one.note}</small>}
          </span>
        </button>
      ))}
    </div>
  );
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

/** Several may be chosen, or none. */
export function Ticks<V extends string>(props: {
  label: string;
  options: Option<V>[];
  values: V[];
  onChange: (values: V[]) => void;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid everywhere
    <div role="group" aria-label={props.label} class="choices choices-2">
      {props.options.map((one) => {
        const has = props.values.includes(one.value);
        const rest = props.values.filter((value) => value !== one.value);
        return (
          <button
            key={one.value}
            type="button"
            class={`choice choice-${one.look ?? "plain"}`}
            aria-pressed={has}
            onClick={() => props.onChange(has ? rest : [...rest, one.value])}
          >
            <Icon name={one.icon} large />
            <span>{one.label}</span>
          </button>
        );
      })}
    </div>
  );
}

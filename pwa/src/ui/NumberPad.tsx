import { useEffect } from "preact/hooks";
import { t } from "../words";
import { shown } from "../words/format";
import { Presets } from "./Choice";
import { Icon } from "./Icon";

/** What one key makes of the digits so far; a key that cannot be is passed over. */
export function typed(
  value: string,
  key: string,
  { decimals = 0, minus = false, most = 7 } = {},
): string {
  if (key === "back") return value.slice(0, -1);
  if (key === "minus" && minus) return value.startsWith("-") ? value.slice(1) : `-${value}`;
  const [whole = "", part] = value.replace("-", "").split(".");
  if (key === "." && decimals > 0 && part === undefined) return `${value}${whole && "."}`;
  if (!/^\d$/.test(key)) return value;
  if (part !== undefined ? part.length >= decimals : whole.length >= most) return value;
  return whole === "0" && part === undefined ? `${value.slice(0, -1)}${key}` : value + key;
}

/** «4,» and «−» wait for another key: what was half typed is no number. */
export const isHalfTyped = (value: string) => /[.-]$/.test(value);

/** A number as records carry it; "" if there is none, or none yet. */
export const finished = (value: string) => (isHalfTyped(value) ? "" : value);

function shownOf(value: string, secret = false): string {
  if (value === "") return "–";
  return secret ? "●".repeat(value.length) : shown(value);
}

interface Props {
  label: string;
  value: string;
  unit?: string;
  /** Numbers that were right before: one tap writes one, none is written unasked. */
  presets?: string[];
  decimals?: number;
  minus?: boolean;
  most?: number;
  /** Shown as dots. */
  secret?: boolean;
  onChange: (value: string) => void;
}

export function NumberPad({ label, value, unit, presets = [], onChange, secret, ...rules }: Props) {
  const press = (key: string) => onChange(typed(value, key, rules));
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = { Backspace: "back", ",": ".", "-": "minus" }[event.key] ?? event.key;
      if (event.target instanceof HTMLInputElement || !/^(\d|\.|back|minus)$/.test(key)) return;
      press(key);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
  const key = (shape: string, of: string, label?: string) => (
    <button key={of} type="button" aria-label={label} onClick={() => press(of)}>
      {shape}
    </button>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid everywhere
    <div role="group" aria-label={label} class="pad">
      <div class="pad-value">
        <output aria-live="polite">
          <b>{shownOf(value, secret)}</b> {unit}
        </output>
        <button type="button" aria-label={t("pad.back")} onClick={() => press("back")}>
          <Icon name="erase" />
        </button>
      </div>
      {isHalfTyped(value) && (
        <p class="error" role="status">
          {t("pad.half")}
        </p>
      )}
      <Presets of={presets.map((one) => [`${shown(one)} ${unit ?? ""}`, one])} onTake={onChange} />
      <div class="pad-keys">
        {[..."123456789"].map((digit) => key(digit, digit))}
        {rules.minus ? key("−", "minus", t("pad.minus")) : <span />}
        {key("0", "0")}
        {rules.decimals ? key(shown("0.0").charAt(1), ".", t("pad.comma")) : <span />}
      </div>
    </div>
  );
}

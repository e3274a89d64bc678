import type { ComponentChildren } from "preact";
import { Icon } from "./Icon";

export type Look = "primary" | "plain" | "danger" | "quiet";

interface Props {
  label: ComponentChildren;
  icon?: string;
  look?: Look;
  /** A second, quieter line. */
  hint?: ComponentChildren;
  disabled?: boolean;
  onPress: () => void;
}

export function BigButton({ label, icon, look = "plain", hint, disabled = false, onPress }: Props) {
  return (
    <button type="button" class={`button big button-${look}`} disabled={disabled} onClick={onPress}>
      {icon && <Icon name={icon} />}
      <span>
        {label}
        {hint && <small>{hint}</small>}
      </span>
    </button>
  );
}

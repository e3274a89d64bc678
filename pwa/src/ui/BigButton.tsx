import type { ComponentChildren } from "preact";
import { Icon } from "./Icon";
import { go } from "./route";

export type Look = "primary" | "plain" | "danger" | "quiet";

interface Props {
  label: ComponentChildren;
  icon?: string;
  look?: Look;
  /** A second, quieter line. */
  hint?: ComponentChildren;
  disabled?: boolean;
  /** Where it leads, of a button that does nothing else. */
  to?: string;
  onPress?: () => void;
}

export function BigButton({ label, icon, look = "plain", hint, disabled = false, ...rest }: Props) {
  const press = rest.onPress ?? (() => go(rest.to ?? "#/"));
  return (
    <button type="button" class={`button big button-${look}`} disabled={disabled} onClick={press}>
      {icon && <Icon name={icon} />}
      <span>
        {label}
        {hint && <small>{hint}</small>}
      </span>
    </button>
  );
}

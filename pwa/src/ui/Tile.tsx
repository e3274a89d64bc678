import type { ComponentChildren } from "preact";
import { Icon } from "./Icon";
import { go } from "./route";

export type Tone = "ok" | "warn" | "bad" | "hold" | "due" | "idle";

interface Props {
  label: ComponentChildren;
  icon?: string;
  /** Two letters in a circle, for people. */
  initials?: string;
  detail?: ComponentChildren;
  /** A state, in words and colour. */
  badge?: ComponentChildren;
  tone?: Tone;
  /** Whether it is taken, of a row that takes instead of leading on. */
  pressed?: boolean;
  disabled?: boolean;
  /** More of its state. With it the whole row bears the tone. */
  children?: ComponentChildren;
  /** Where it leads; else what it does. */
  to?: string;
  onPress?: () => void;
}

/** A thing to touch: a person, a fridge, a line of goods. Rows of a list are tiles lying down. */
export function Tile(props: Props) {
  return (
    <button
      type="button"
      class={`row ${props.children && props.tone ? `tone-${props.tone}` : ""}`}
      aria-pressed={props.pressed}
      disabled={props.disabled}
      onClick={props.onPress ?? (() => go(props.to ?? "#/"))}
    >
      {props.initials ? <i class="avatar">{props.initials}</i> : null}
      {props.icon ? <Icon name={props.icon} large /> : null}
      <span class="row-text">
        <b>{props.label}</b>
        {props.detail && <small>{props.detail}</small>}
        {props.badge && <Badge tone={props.tone ?? "idle"}>{props.badge}</Badge>}
        {props.children}
      </span>
      {props.pressed === undefined && <Icon name="next" />}
    </button>
  );
}

type BadgeProps = { tone: Tone; icon?: string; children: ComponentChildren };

export function Badge({ tone, icon, children }: BadgeProps) {
  return (
    <span class={`badge tone-${tone}`}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}

import type { ComponentChildren } from "preact";
import { Icon } from "./Icon";
import type { Tone } from "./Tile";

const ICONS: Record<Tone, string> = {
  ok: "done",
  warn: "alert",
  bad: "failed",
  hold: "held",
  due: "info",
  idle: "info",
};

export function Notice({
  tone,
  title,
  icon,
  children,
}: {
  tone: Tone;
  title: ComponentChildren;
  icon?: string;
  children?: ComponentChildren;
}) {
  return (
    <section class={`flag tone-${tone}`}>
      <Icon name={icon ?? ICONS[tone]} />
      <p class="flag-title">{title}</p>
      {children && <div class="flag-body">{children}</div>}
    </section>
  );
}

export function Empty({
  icon,
  title,
  children,
}: {
  icon: string;
  title: string;
  children?: ComponentChildren;
}) {
  return (
    <section class="empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children}
    </section>
  );
}

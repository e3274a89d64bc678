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

interface Props {
  tone: Tone;
  title: ComponentChildren;
  icon?: string;
  /** One more sentence. */
  help?: ComponentChildren;
  children?: ComponentChildren;
}

export function Notice({ tone, title, icon = ICONS[tone], help, children }: Props) {
  return (
    <section class={`flag tone-${tone}`}>
      <Icon name={icon} />
      <p class="flag-title">{title}</p>
      {(help || children) && (
        <div class="flag-body">
          {help && <p>{help}</p>}
          {children}
        </div>
      )}
    </section>
  );
}

export function Empty({ icon, title, help, children }: Omit<Props, "tone"> & { icon: string }) {
  return (
    <section class="empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      {help && <p>{help}</p>}
      {children}
    </section>
  );
}

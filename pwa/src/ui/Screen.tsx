import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { engine } from "../engine";
import { t } from "../words";
import { Icon } from "./Icon";
import { go, hashOf, route } from "./route";

interface Props {
  title: ComponentChildren;
  /** Where «back» leads; without it the mark of the house stands there. */
  back?: string;
  /** False where `Steps` brings the heading. */
  heading?: boolean;
  children: ComponentChildren;
}

export function Screen({ title, back, heading = true, children }: Props) {
  const at = useRef<HTMLHeadingElement>(null);
  useEffect(() => at.current?.focus({ preventScroll: true }), []);
  return (
    <>
      <TopBar back={back} title={heading ? null : title} />
      <main class="page page-narrow stack">
        {heading && (
          <h1 ref={at} tabIndex={-1}>
            {title}
          </h1>
        )}
        {children}
      </main>
    </>
  );
}

function TopBar({ back, title }: { back: string | undefined; title: ComponentChildren }) {
  const person = engine.person.value;
  const kitchen = engine.kit.value?.kitchen.name;
  return (
    <header class="bar">
      <div class="bar-row">
        <button
          type="button"
          class="bar-button"
          aria-label={t(back ? "back" : "help.title")}
          onClick={() => go(back ?? "#/may")}
        >
          <Icon name={back ? "back" : "menu"} />
        </button>
        <button type="button" class="bar-who" onClick={() => toWho()}>
          <Icon name="person" />
          <span>
            <b>{person?.name ?? t("who.nobody")}</b>
            {(title ?? kitchen) && <small>{title ?? kitchen}</small>}
          </span>
        </button>
        <Unsent />
      </div>
    </header>
  );
}

/** And back again to this very place. */
function toWho(): void {
  if (route.value.path[0] !== "ai") go(hashOf(["ai"], { tu: location.hash }));
}

/** Always there: how many records are on this phone only, and whether the server answers. */
function Unsent() {
  const { count, photos } = engine.unsent.value;
  const state = engine.online.value;
  const away = state === "offline" || state === "portal";
  const waiting = count + photos;
  return (
    <button
      type="button"
      class={`bar-button bar-unsent ${waiting > 0 ? "has-unsent" : ""}`}
      aria-label={`${t("outbox.title")}: ${t("outbox.unsent", { n: waiting })}, ${t(`net.${state}`)}`}
      onClick={() => go("#/hop-gui")}
    >
      <Icon name={away ? "offline" : waiting > 0 ? "send" : "sent"} />
      {waiting > 0 && <b>{waiting}</b>}
    </button>
  );
}

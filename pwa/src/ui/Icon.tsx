import web from "../../../src/nguon/base/static/base/icons.svg?raw";
import kitchen from "./kitchen.svg?raw";

/** The same drawings as on the web pages, and those that only a kitchen needs. */
export function IconSheet() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own two files, bundled at the build
  return <div hidden dangerouslySetInnerHTML={{ __html: web + kitchen }} />;
}

/** Always beside a word, so a screen reader passes over it. */
export function Icon({ name, large = false }: { name: string; large?: boolean }) {
  return (
    <svg class={large ? "icon icon-large" : "icon"} aria-hidden="true" focusable="false">
      <use href={`#${name}`} />
    </svg>
  );
}

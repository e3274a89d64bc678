import { signal } from "@preact/signals";
import type { Kit } from "../types";

/** Where the app is: `#/nhan-hang/12?b=3` is the path ["nhan-hang", "12"] and b = 3. */
export interface Route {
  path: string[];
  query: URLSearchParams;
}

/** What a screen is told: what the kitchen knows, and the rest of its address. */
export interface Place {
  kit: Kit;
  args: string[];
}

export function readHash(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const parts = path.split("/").filter((part) => part !== "");
  return { path: parts.map(decoded), query: new URLSearchParams(query) };
}

export function hashOf(path: string[], query: Record<string, string> = {}): string {
  const said = Object.entries(query).filter(([, value]) => value !== "");
  const asked = new URLSearchParams(said).toString();
  return `#/${path.map(encodeURIComponent).join("/")}${asked === "" ? "" : `?${asked}`}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // typed by hand
  }
}

export const route = signal<Route>(readHash(globalThis.location?.hash ?? ""));

globalThis.addEventListener?.("hashchange", () => {
  route.value = readHash(location.hash);
});

/** `replace` forgets where we came from, so that «back» does not reopen a form that was saved. */
export function go(hash: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, "", hash);
  else if (location.hash !== hash) history.pushState(null, "", hash);
  route.value = readHash(hash);
  globalThis.scrollTo?.(0, 0);
}

/** A new build waits until nobody is writing and nothing is being sent (R17). */

import type { Signal } from "@preact/signals";

export type Update = "none" | "waiting" | "overdue";

const OVERDUE_MS = 24 * 3_600_000;
const ASK_MS = 30 * 60_000;

export interface Updating {
  state: Signal<Update>;
  /** True if this moment disturbs nobody. */
  idle: () => Promise<boolean>;
  /** Runs the deed while nothing is being sent, in any tab. */
  quietly: (deed: () => Promise<void>) => Promise<unknown>;
}

export interface Updates {
  /** To be called now and then. */
  check: () => Promise<void>;
  /** A person's own wish: forms are kept with every answer, so only the sending is waited for. */
  now: () => Promise<unknown>;
}

/** Does nothing where there are no service workers. */
export async function watchUpdates(updating: Updating): Promise<Updates> {
  const workers = globalThis.navigator?.serviceWorker as ServiceWorkerContainer | undefined;
  const nothing = async () => undefined;
  if (!workers || !import.meta.env.PROD) return { check: nothing, now: nothing };
  const at = import.meta.env.BASE_URL;
  const registration = await workers.register(`${at}sw.js`, { scope: at, updateViaCache: "none" });
  // The first worker of all takes over a page that is of its build already.
  let controlled = workers.controller !== null;
  workers.addEventListener("controllerchange", () => {
    if (controlled) location.reload();
    controlled = true;
  });
  workers.addEventListener("message", (event) => {
    if (event.data?.type === "drain") dispatchEvent(new Event("nguon-drain"));
  });
  let since: number | null = null;
  let asked = performance.now();
  const now = () =>
    updating.quietly(async () => registration.waiting?.postMessage({ type: "activate" }));
  const check = async () => {
    if (performance.now() - asked > ASK_MS) {
      asked = performance.now();
      await registration.update().catch(() => undefined);
    }
    if (!registration.waiting) return;
    since ??= performance.now();
    updating.state.value = performance.now() - since > OVERDUE_MS ? "overdue" : "waiting";
    if (await updating.idle()) await now();
  };
  return { check, now };
}

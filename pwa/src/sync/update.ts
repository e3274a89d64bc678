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

/** Returns what to call now and then; does nothing where there are no service workers. */
export async function watchUpdates(updating: Updating): Promise<() => Promise<void>> {
  const workers = globalThis.navigator?.serviceWorker as ServiceWorkerContainer | undefined;
  if (!workers || !import.meta.env.PROD) return async () => undefined;
  const at = import.meta.env.BASE_URL;
  const registration = await workers.register(`${at}sw.js`, { scope: at, updateViaCache: "none" });
  const controlled = workers.controller !== null;
  let leaving = false;
  workers.addEventListener("controllerchange", () => {
    if (leaving || !controlled) return;
    leaving = true;
    location.reload();
  });
  workers.addEventListener("message", (event) => {
    if (event.data?.type === "drain") dispatchEvent(new Event("nguon-drain"));
  });
  let since: number | null = null;
  let asked = performance.now();
  return async () => {
    if (performance.now() - asked > ASK_MS) {
      asked = performance.now();
      await registration.update().catch(() => undefined);
    }
    if (!registration.waiting) return;
    since ??= performance.now();
    updating.state.value = performance.now() - since > OVERDUE_MS ? "overdue" : "waiting";
    if (await updating.idle()) await updating.quietly(async () => activate(registration));
  };
}

async function activate(registration: ServiceWorkerRegistration): Promise<void> {
  registration.waiting?.postMessage({ type: "activate" });
}

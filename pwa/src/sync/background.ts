/** Sending while no window is open. An extra: an open app never waits for it (R5). */

import { newId } from "../core/ids";
import { getMeta, openDatabase } from "../store/database";
import { readyRows } from "../store/outbox";
import { Drainer } from "./drain";
import { call } from "./http";
import { alone } from "./lock";

export const TAG = "nguon-drain";

/** Asks the browser to wake the worker when there is a network; not every browser can. */
export async function askToBeWoken(): Promise<void> {
  const workers = globalThis.navigator?.serviceWorker as ServiceWorkerContainer | undefined;
  const ready = (await workers?.ready) as { sync?: { register(tag: string): Promise<void> } };
  await ready?.sync?.register(TAG).catch(() => undefined);
}

/**
 * For the worker: one run over the outbox. It keeps nothing of what it hears about the time, for
 * its clock is not the page's. Throws if something is left, so that the browser wakes it again.
 */
export async function drainUnseen(name: string, build: string): Promise<void> {
  const db = await openDatabase(name);
  try {
    const enrolment = (await getMeta(db, "enrolment")) ?? null;
    const spoken = (await getMeta(db, "language")) ?? "vi";
    const boot_id = newId();
    const reading = () => ({ wall_ms: Date.now(), mono_ms: performance.now(), boot_id });
    const wire = { base: "", language: () => spoken, reading, met: () => undefined };
    const open = async () => db;
    const drainer = new Drainer({
      db: open,
      enrolment: () => enrolment,
      call: (asked) => call(wire, asked),
      reading,
      build,
    });
    await alone(name, open, () => drainer.run("network"));
    if ((await readyRows(db, Date.now(), false)).length > 0) throw new Error("not all was sent");
  } finally {
    db.close();
  }
}

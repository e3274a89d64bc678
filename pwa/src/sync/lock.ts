/** One drainer at a time, in all tabs (R5). */

import { newId } from "../core/ids";
import { type Db, getMeta, write } from "../store/database";

const LEASE_MS = 90_000;
const ME = newId();

/** Waits for its turn with Web Locks; without them it gives way to whoever holds the lease. */
export async function alone<T>(
  name: string,
  db: () => Promise<Db>,
  deed: () => Promise<T>,
): Promise<T | undefined> {
  const locks = globalThis.navigator?.locks as LockManager | undefined;
  if (locks) return locks.request(`${name}-drain`, deed) as Promise<T>;
  return leased(await db(), deed);
}

/** The lease of a tab that was killed ends by itself. Sending twice would do no harm. */
export async function leased<T>(db: Db, deed: () => Promise<T>, me = ME): Promise<T | undefined> {
  if (!(await takeLease(db, me))) return undefined;
  const renewing = setInterval(() => void takeLease(db, me), LEASE_MS / 3);
  try {
    return await deed();
  } finally {
    clearInterval(renewing);
    if ((await getMeta(db, "lease"))?.owner === me) await db.delete("meta", "lease");
  }
}

async function takeLease(db: Db, owner: string): Promise<boolean> {
  return write(db, ["meta"], "relaxed", async (tx) => {
    const meta = tx.objectStore("meta");
    const held = (await meta.get("lease")) as { owner: string; until: number } | undefined;
    const now = Date.now();
    const stands = held && held.until > now && held.until - now <= LEASE_MS;
    if (stands && held.owner !== owner) return false;
    await meta.put({ owner, until: now + LEASE_MS }, "lease");
    return true;
  });
}

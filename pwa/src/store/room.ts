/** Room on the disk, of which only a failed write tells the truth (R15). */

import { type Db, isFull, setMeta, write } from "./database";

const BALLAST_BYTES = 4 * 1024 * 1024;

/** Random, for a store that compresses would keep no room for noughts. */
export async function takeBallast(db: Db): Promise<void> {
  if (await db.getKey("meta", "ballast")) return;
  const ballast = new Uint8Array(BALLAST_BYTES);
  for (let i = 0; i < BALLAST_BYTES; i += 65_536) {
    crypto.getRandomValues(ballast.subarray(i, i + 65_536));
  }
  try {
    await setMeta(db, "ballast", ballast);
  } catch (error) {
    if (!isFull(error)) throw error;
  }
}

/** A fact that finds the disk full gets the room of the ballast. A photo does not. */
export async function withRoom<T>(db: Db, deed: () => Promise<T>): Promise<T> {
  try {
    return await deed();
  } catch (error) {
    if (!isFull(error)) throw error;
    await write(db, ["meta"], "strict", (tx) => tx.objectStore("meta").delete("ballast"));
    return deed();
  }
}

/** A worker, which may not ask, reads this too. */
type Keeps = { persist?: () => Promise<boolean>; persisted?: () => Promise<boolean> } | undefined;

/** Whether the browser promised not to clear what is stored; null if it cannot say (R14). */
export async function isPersisted({ ask }: { ask: boolean }): Promise<boolean | null> {
  const storage = globalThis.navigator?.storage as Keeps;
  const answer = ask ? storage?.persist?.() : storage?.persisted?.();
  return (await answer?.catch(() => null)) ?? null;
}

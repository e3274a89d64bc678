/** Room on the disk, of which only a failed write tells the truth (R15). */

import { type Db, isFull, setMeta, write } from "./database";

const BALLAST_BYTES = 4 * 1024 * 1024;

/** Whether the reserve was given up since this page was opened. */
let given = false;

/** Random, for a store that compresses would keep no room for noughts. Rejects if it is full. */
export async function takeBallast(db: Db): Promise<void> {
  if (await db.getKey("meta", "ballast")) return;
  const bytes = new Uint8Array(BALLAST_BYTES);
  for (let i = 0; i < BALLAST_BYTES; i += 65_536) {
    crypto.getRandomValues(bytes.subarray(i, i + 65_536));
  }
  await setMeta(db, "ballast", bytes);
  given = false;
}

async function giveBallast(db: Db): Promise<void> {
  if (await db.getKey("meta", "ballast")) given = true;
  await write(db, ["meta"], "strict", (tx) => tx.objectStore("meta").delete("ballast"));
}

/** What was given up for facts is not for photos: first the reserve must stand again (R4). */
export async function roomForPhotos(db: Db): Promise<boolean> {
  if (!given) return true;
  return takeBallast(db).then(
    () => !given,
    () => false,
  );
}

/** A browser may take a while to give the room of a deleted value back. */
const PAUSES_MS = [0, 300, 900, 1800];

/** A fact that finds the disk full gets the room of the ballast. A photo does not (R4). */
export async function withRoom<T>(db: Db, deed: () => Promise<T>): Promise<T> {
  let full: unknown;
  try {
    return await deed();
  } catch (error) {
    if (!isFull(error)) throw error;
    full = error;
  }
  await giveBallast(db).catch(() => undefined);
  for (const pause of PAUSES_MS) {
    await new Promise((done) => setTimeout(done, pause));
    try {
      return await deed();
    } catch (error) {
      if (!isFull(error)) throw error;
    }
  }
  throw full;
}

/** A worker, which may not ask, reads this too. */
type Keeps = { persist?: () => Promise<boolean>; persisted?: () => Promise<boolean> } | undefined;

/** Whether the browser promised not to clear what is stored; null if it cannot say (R14). */
export async function isPersisted({ ask }: { ask: boolean }): Promise<boolean | null> {
  const storage = globalThis.navigator?.storage as Keeps;
  const answer = ask ? storage?.persist?.() : storage?.persisted?.();
  return (await answer?.catch(() => null)) ?? null;
}

/** Photos on their way: each once, under its hash, however many records point to it. */

import { waitAfter } from "../core/backoff";
import { sha256Of } from "../core/ids";
import { type Db, type PhotoRow, write } from "./database";
import { hashesOf, isDue } from "./outbox";

/** Rejects with QuotaExceededError if the disk is full: the record does without (R4). */
export async function addPhoto(db: Db, sha256: string, bytes: ArrayBuffer): Promise<void> {
  await write(db, ["photo", "photo_bytes"], "strict", async (tx) => {
    const photos = tx.objectStore("photo");
    const known = await photos.get(sha256);
    if (known && known.state !== "lost") return;
    await photos.put({
      sha256,
      bytes: bytes.byteLength,
      state: "waiting",
      added_at: Date.now(),
      tries: 0,
      next_at: 0,
    });
    await tx.objectStore("photo_bytes").put(bytes, sha256);
  });
}

/** The next photo whose record the server has, and whose time has come. */
export async function nextPhoto(
  db: Db,
  now: number,
  all: boolean,
  tried: ReadonlySet<string>,
): Promise<PhotoRow | null> {
  const waiting = (await db.getAll("photo")).filter(
    (row) => row.state === "waiting" && !tried.has(row.sha256) && (all || isDue(row.next_at, now)),
  );
  if (waiting.length === 0) return null;
  const acked = new Set((await db.getAll("acked")).flatMap((row) => hashesOf(row.text)));
  return waiting.find((row) => acked.has(row.sha256)) ?? null;
}

/** Null if the bytes are gone or cannot be read: large values are files of their own (R4). */
export async function bytesOf(db: Db, sha256: string): Promise<ArrayBuffer | null> {
  try {
    const tx = db.transaction("photo_bytes");
    tx.done.catch(() => undefined); // an unreadable value aborts it; the reading tells so
    return (await tx.store.get(sha256)) ?? null;
  } catch {
    return null;
  }
}

/** Null also if the bytes are not those that were put there. */
export async function readPhoto(db: Db, sha256: string): Promise<ArrayBuffer | null> {
  const bytes = await bytesOf(db, sha256);
  return bytes && (await sha256Of(bytes)) === sha256 ? bytes : null;
}

/** `sent` deletes the bytes; `lost` leaves whatever is there. */
export async function endPhoto(db: Db, row: PhotoRow, state: "sent" | "lost"): Promise<void> {
  await write(db, ["photo", "photo_bytes"], "relaxed", async (tx) => {
    await tx.objectStore("photo").put({ ...row, state });
    if (state === "sent") await tx.objectStore("photo_bytes").delete(row.sha256);
  });
}

export async function delayPhoto(db: Db, row: PhotoRow, now: number): Promise<void> {
  const tries = row.tries + 1;
  const later = { ...row, tries, next_at: now + waitAfter(tries) };
  await write(db, ["photo"], "relaxed", (tx) => tx.objectStore("photo").put(later));
}

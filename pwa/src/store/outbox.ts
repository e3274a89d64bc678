/** Records on their way. Only the server's word takes one out. */

import { PARKED_MS, waitAfter } from "../core/backoff";
import type { Envelope, ItemResult, Uuid } from "../types";
import { type AckedRow, type Db, type Made, type OutboxRow, type Tx, write } from "./database";
import { withRoom } from "./room";

export type Filled = Omit<Envelope, "seq" | "photos">;

/**
 * R1: one transaction, strict; resolves when it is complete. A second save of the same draft, by a
 * double tap or from another tab, finds the first and changes nothing.
 */
export async function saveRecord(
  db: Db,
  filled: Filled,
  extra: { photos: string[]; made?: Made | undefined; replaces?: Uuid | undefined },
): Promise<{ envelope: Envelope; row: OutboxRow | null }> {
  return withRoom(db, () =>
    write(db, ["draft", "outbox", "acked", "photo", "meta"], "strict", async (tx) => {
      const outbox = tx.objectStore("outbox");
      const known = (await outbox.get(filled.id)) ?? (await tx.objectStore("acked").get(filled.id));
      if (known) return { envelope: JSON.parse(known.text), row: null };
      const meta = tx.objectStore("meta");
      const seq = (((await meta.get("seq")) as number | undefined) ?? 0) + 1;
      const envelope = { ...filled, seq, photos: await manifest(tx, extra.photos) };
      const row: OutboxRow = {
        ...fresh(envelope),
        ...(extra.made ? { made: extra.made } : {}),
      };
      await Promise.all([
        outbox.put(row),
        meta.put(seq, "seq"),
        tx.objectStore("draft").delete(filled.id),
      ]);
      if (extra.replaces) await markReplaced(tx, extra.replaces, filled.id);
      return { envelope, row };
    }),
  );
}

function fresh(envelope: Envelope): OutboxRow {
  return {
    id: envelope.id,
    seq: envelope.seq,
    text: JSON.stringify(envelope),
    state: "queued",
    tries: 0,
    strange: 0,
    next_at: 0,
    error: null,
  };
}

/** A photo that vanished keeps its place in the record: the server must know that it was lost. */
async function manifest(tx: Tx<"readwrite">, hashes: string[]): Promise<Envelope["photos"]> {
  const photos = tx.objectStore("photo");
  const rows = await Promise.all(hashes.map((sha256) => photos.get(sha256)));
  return hashes.map((sha256, i) => ({ sha256, bytes: rows[i]?.bytes ?? 0 }));
}

async function markReplaced(tx: Tx<"readwrite">, old: Uuid, by: Uuid): Promise<void> {
  const row = await tx.objectStore("outbox").get(old);
  if (row) await tx.objectStore("outbox").put({ ...row, replaced_by: by });
}

/** After a clock was turned back, what seems to lie far ahead is due too. */
export function isDue(next_at: number, now: number): boolean {
  return next_at <= now || next_at - now > 60 * 60_000;
}

/** In the order of writing. `all`: somebody asked by hand, so nothing waits for its time. */
export async function readyRows(db: Db, now: number, all: boolean): Promise<OutboxRow[]> {
  const rows = await db.getAll("outbox");
  return rows
    .filter((row) => row.state !== "quarantined" && (all || isDue(row.next_at, now)))
    .sort((a, b) => a.seq - b.seq);
}

export const MOST_ITEMS = 50;
export const MOST_BYTES = 256 * 1024;

/**
 * The first items that fit into one request. One that once got an answer nobody understands is
 * sent alone, so that it holds up no other.
 */
export function batchOf(rows: OutboxRow[], head: string, most: number): OutboxRow[] {
  const size = new TextEncoder();
  const batch: OutboxRow[] = [];
  let bytes = size.encode(head).length + 2;
  for (const row of rows) {
    bytes += size.encode(row.text).length + 1;
    const first = batch.length === 0;
    if (!first && (bytes > MOST_BYTES || batch.length >= most || row.strange > 0)) break;
    batch.push(row);
    if (row.strange > 0) break;
  }
  return batch;
}

/** What the server said of each item, in one transaction; tells which it has now. */
export async function settle(
  db: Db,
  batch: OutboxRow[],
  results: ItemResult[],
  now: number,
): Promise<Uuid[]> {
  const acked: Uuid[] = [];
  await write(db, ["outbox", "acked"], "strict", async (tx) => {
    const outbox = tx.objectStore("outbox");
    for (const [i, row] of batch.entries()) {
      const result = results[i] ?? { id: row.id, result: "failed" };
      if (result.result === "stored" || result.result === "duplicate") {
        await tx.objectStore("acked").put(ackedRow(row, now));
        await outbox.delete(row.id);
        acked.push(row.id);
      } else await outbox.put(judged((await outbox.get(row.id)) ?? row, result, now));
    }
    if (acked.length > 0) await wakeWaiting(tx);
  });
  return acked;
}

function ackedRow({ id, seq, text, made }: OutboxRow, acked_at: number): AckedRow {
  return { id, seq, text, acked_at, in_kit: false, ...(made ? { made } : {}) };
}

function judged(row: OutboxRow, result: ItemResult, now: number): OutboxRow {
  const { code = result.result, field, text } = result;
  const error = { code, ...(field ? { field } : {}), ...(text ? { text } : {}) };
  const tries = row.tries + 1;
  if (result.result === "failed") {
    return { ...putOff(row, now), state: "queued", error };
  }
  if (result.result === "parked") {
    return { ...row, state: "parked", tries, error, next_at: now + PARKED_MS };
  }
  return { ...row, state: "quarantined", tries, error };
}

/** What an item waited for may just have arrived. */
async function wakeWaiting(tx: Tx<"readwrite">): Promise<void> {
  const outbox = tx.objectStore("outbox");
  for (const row of await outbox.getAll()) {
    if (row.state === "parked" && row.error?.code === "unknown_reference") {
      await outbox.put({ ...row, next_at: 0 });
    }
  }
}

export async function change(
  db: Db,
  rows: Pick<OutboxRow, "id">[],
  how: (row: OutboxRow) => OutboxRow,
): Promise<void> {
  await write(db, ["outbox"], "relaxed", async (tx) => {
    for (const { id } of rows) {
      const row = await tx.objectStore("outbox").get(id);
      if (row) await tx.objectStore("outbox").put(how(row));
    }
  });
}

function putOff(row: OutboxRow, now: number): OutboxRow {
  return { ...row, tries: row.tries + 1, next_at: now + waitAfter(row.tries + 1) };
}

const STUMBLES = 3;

/** The order of writing is kept, until it is plain that the server stumbles over this very one. */
export function giveWay(now: number): (row: OutboxRow) => OutboxRow {
  return (row) => (row.tries + 1 < STUMBLES ? { ...row, tries: row.tries + 1 } : putOff(row, now));
}

/** Shown to a person; the others go on. */
export function setAside(code: string): (row: OutboxRow) => OutboxRow {
  return (row) => ({ ...row, state: "quarantined", error: { code } });
}

const MOST_STRANGE = 20;

/** An answer that nobody understands: tried again, and after twenty times shown to a person. */
export function countStrange(status: number, now: number): (row: OutboxRow) => OutboxRow {
  return (row) => {
    const error = { code: `status_${status}` };
    const strange = row.strange + 1;
    const state = strange >= MOST_STRANGE ? "quarantined" : row.state;
    return { ...putOff(row, now), strange, error, state };
  };
}

/** By hand, or because a new enrolment may open what was parked. */
export async function sendAgain(db: Db, ids: Uuid[] | "parked"): Promise<void> {
  const all = await db.getAll("outbox");
  const isChosen = (row: OutboxRow) =>
    ids === "parked" ? row.state === "parked" : ids.includes(row.id);
  const again = { state: "queued", strange: 0, next_at: 0 } as const;
  await change(db, all.filter(isChosen), (row) => ({ ...row, ...again }));
}

const LOOK_BACK_MS = 7 * 86_400_000;
const ORPHAN_MS = 2 * 86_400_000;

/** Acknowledged text stays seven days; it, and a photo, goes only when nothing needs it. */
export async function purge(db: Db, now: number): Promise<void> {
  await write(db, ["draft", "outbox", "acked", "photo", "photo_bytes"], "relaxed", async (tx) => {
    const photos = tx.objectStore("photo");
    const rows = await photos.getAll();
    const waiting = new Set(rows.filter((p) => p.state === "waiting").map((p) => p.sha256));
    const acked = await tx.objectStore("acked").getAll();
    const over = acked.filter(({ acked_at, in_kit, text }) => {
      const old = now - acked_at > LOOK_BACK_MS;
      return old && in_kit && !hashesOf(text).some((hash) => waiting.has(hash));
    });
    for (const row of over) await tx.objectStore("acked").delete(row.id);
    const kept = [
      ...acked.filter((row) => !over.includes(row)),
      ...(await tx.objectStore("outbox").getAll()),
    ];
    const open = await tx.objectStore("draft").getAll();
    const named = new Set([
      ...kept.flatMap((row) => hashesOf(row.text)),
      ...open.flatMap((row) => row.photos),
    ]);
    for (const photo of rows) {
      if (named.has(photo.sha256) || now - photo.added_at < ORPHAN_MS) continue;
      await photos.delete(photo.sha256);
      await tx.objectStore("photo_bytes").delete(photo.sha256);
    }
  });
}

export function hashesOf(text: string): string[] {
  return (JSON.parse(text) as Envelope).photos.map((photo) => photo.sha256);
}

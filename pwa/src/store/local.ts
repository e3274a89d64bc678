/** The store as the screens see it, kept in memory and read again when something changed. */

import type { Reading } from "../core/clock";
import type { Local } from "../core/overlay";
import type { Envelope, Instant, Uuid } from "../types";
import type { AckedRow, Db, ItemError, KitRow, OutboxRow, PhotoRow } from "./database";

export interface Item {
  envelope: Envelope;
  /** queued «đã lưu trên máy» · sending · sent «đã tới máy chủ» · parked · quarantined. */
  state: "queued" | "sending" | "sent" | "parked" | "quarantined";
  tries: number;
  error: ItemError | null;
  photos: { sha256: string; state: PhotoRow["state"] }[];
  /** A record was written in its place; it stays only to be seen. */
  replaced_by: Uuid | null;
}

export interface Unsent {
  count: number;
  oldest: Instant | null;
  photos: number;
}

export interface Picture {
  outbox: OutboxRow[];
  acked: AckedRow[];
  photos: PhotoRow[];
  kit: KitRow | null;
}

/** The kit is the largest part: who knows that it is the same hands it in. */
export async function readPicture(db: Db, same?: KitRow | null): Promise<Picture> {
  const tx = db.transaction(["outbox", "acked", "photo", "kit"]);
  const [outbox, acked, photos, kit] = await Promise.all([
    tx.objectStore("outbox").getAll(),
    tx.objectStore("acked").getAll(),
    tx.objectStore("photo").getAll(),
    same === undefined ? tx.objectStore("kit").get("kit") : same,
  ]);
  return { outbox, acked, photos, kit: kit ?? null };
}

const parsed = new Map<Uuid, Envelope>();

/** Texts never change, so each is read once. */
function envelopeOf(row: { id: Uuid; text: string }): Envelope {
  const known = parsed.get(row.id);
  if (known) return known;
  const envelope = JSON.parse(row.text) as Envelope;
  parsed.set(row.id, envelope);
  return envelope;
}

/** Newest first. */
export function itemsOf(picture: Picture, sending: ReadonlySet<Uuid>): Item[] {
  const photos = new Map(picture.photos.map((photo) => [photo.sha256, photo.state]));
  const item = (row: OutboxRow | AckedRow): Item => {
    const envelope = envelopeOf(row);
    const waits = "state" in row;
    const state = waits ? (sending.has(row.id) ? "sending" : row.state) : "sent";
    return {
      envelope,
      state,
      tries: waits ? row.tries : 0,
      error: waits ? row.error : null,
      photos: envelope.photos.map(({ sha256, bytes }) => ({
        sha256,
        state: photos.get(sha256) ?? (bytes > 0 ? "sent" : "lost"),
      })),
      replaced_by: (waits && row.replaced_by) || null,
    };
  };
  const items = [...picture.outbox.map(item), ...picture.acked.map(item)];
  return items.sort((a, b) => b.envelope.seq - a.envelope.seq);
}

/** A photo of a draft is not unsent: it may still be thrown away. */
export function unsentOf(items: Item[]): Unsent {
  const waiting = items.filter((item) => item.state !== "sent" && !item.replaced_by);
  const times = waiting.map(
    ({ envelope }) => Date.parse(envelope.claimed_at) - (envelope.offset_ms ?? 0),
  );
  const photos = items.flatMap((item) => item.photos.filter((one) => one.state === "waiting"));
  return {
    count: waiting.length,
    oldest: times.length > 0 ? new Date(Math.min(...times)).toISOString() : null,
    photos: new Set(photos.map((photo) => photo.sha256)).size,
  };
}

/** All that counts of what was written here, also what the kit tells already. */
export function knownOf(picture: Picture): Envelope[] {
  const told = picture.acked.filter((row) => row.in_kit).map(envelopeOf);
  return [...told, ...localsOf(picture).map((local) => local.envelope)];
}

/**
 * What the kit does not tell yet. What the server refused did not happen for it, so the duty shows
 * again; but a hold stands until a person has looked, whatever the server made of it.
 */
export function localsOf(picture: Picture): Local[] {
  const kept = picture.outbox.filter((row) => {
    if (row.replaced_by) return false;
    return row.state !== "quarantined" || envelopeOf(row).type === "hold";
  });
  const rows = [...picture.acked.filter((row) => !row.in_kit), ...kept];
  return rows.map((row) => ({ envelope: envelopeOf(row), made: row.made }));
}

/**
 * The monotonic time at which to try before the next round, if something asks for it: a gate that
 * opens, or an item whose own time comes.
 */
export function nextDue(
  picture: Picture,
  gate: { until: number } | null,
  at: Reading,
): number | null {
  const waiting = picture.outbox.filter((row) => row.state !== "quarantined");
  const photos = picture.photos.filter((photo) => photo.state === "waiting" && photo.tries > 0);
  const times = [...waiting, ...photos].map((row) => row.next_at);
  if (times.length === 0) return null;
  const soonest = Math.min(...times) - at.wall_ms + at.mono_ms;
  return Math.max(soonest, gate?.until ?? 0);
}

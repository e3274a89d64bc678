/**
 * The phone's own store: a place of transit, never the only copy for long.
 *
 * Every step of `STEPS` only adds (R16): a newer app reads what an older one left. An upgrade that
 * fails leaves the old database whole, and `openAsItIs` still hands its items out.
 */

import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import type { Anchor } from "../core/clock";
import type { Instant, Kit, Language, RecordKind, Uuid } from "../types";

export interface Draft {
  /** Fixed at the first touch; the record will bear it. */
  id: Uuid;
  kind: RecordKind;
  /** What the form is about: a dish, a fridge, or "" for a form without a subject. */
  subject: string;
  body: Record<string, unknown>;
  /** Hashes of photos that are stored on the phone. */
  photos: string[];
  /** The record the server would not take, which this one is written in place of. */
  replaces?: Uuid;
  /** When it was last written in, by the phone's clock, of one found with answers in it. */
  left_at?: number;
}

export interface DraftRow extends Draft {
  /** Who is filling it in: nobody else is shown it. */
  who: string;
  touched_at: number;
}

export interface OutboxRow {
  id: Uuid;
  seq: number;
  /** The record as JSON. Batches are joined from these texts, so its bytes never change. */
  text: string;
  state: "queued" | "parked" | "quarantined";
  tries: number;
  /** How often an answer came that nobody understands. */
  strange: number;
  /** By the phone's clock; 0 is at once. */
  next_at: number;
  error: ItemError | null;
  /** The record that was written in its place. */
  replaced_by?: Uuid;
  /** Code of the new lot or box, as the server will make it. */
  made?: Made;
}

export interface ItemError {
  code: string;
  field?: string;
  text?: string;
}

export interface Made {
  uri: string;
  code: string;
}

export interface AckedRow {
  id: Uuid;
  seq: number;
  text: string;
  acked_at: number;
  /** Whether a kit was fetched since: then the kit tells it, and the phone must not. */
  in_kit: boolean;
  made?: Made;
}

export interface PhotoRow {
  sha256: string;
  bytes: number;
  /** lost: it cannot be read any more. Its record is sent all the same. */
  state: "waiting" | "sent" | "lost";
  added_at: number;
  tries: number;
  next_at: number;
}

export interface KitRow {
  kit: Kit;
  etag: string | null;
  fetched_at: Instant;
}

export interface Enrolment {
  device: Uuid;
  token: string;
  kitchen: { id: Uuid; name: string };
}

export interface Session {
  person: Uuid;
  by: "pin" | "tile";
  /** Last touch of the screen, by the phone's clock. */
  touched_at: number;
}

export interface Meta {
  enrolment: Enrolment;
  device_state: "active" | "revoked" | "unknown_token";
  anchor: Anchor;
  seq: number;
  session: Session;
  /** How often in a row a PIN was wrong. */
  wrong_pins: Record<Uuid, number>;
  language: Language;
  persisted: boolean;
  lease: { owner: Uuid; until: number };
  /** Given up when the disk is full, so that a fact still finds room (R15). */
  ballast: Uint8Array;
}

interface Schema extends DBSchema {
  draft: { key: Uuid; value: DraftRow; indexes: { place: [string, string, string] } };
  outbox: { key: Uuid; value: OutboxRow };
  acked: { key: Uuid; value: AckedRow };
  photo: { key: string; value: PhotoRow };
  photo_bytes: { key: string; value: ArrayBuffer };
  kit: { key: "kit"; value: KitRow };
  meta: { key: keyof Meta; value: Meta[keyof Meta] };
}

export type Db = IDBPDatabase<Schema>;
export type Store = "draft" | "outbox" | "acked" | "photo" | "photo_bytes" | "kit" | "meta";
export type Tx<Mode extends "readonly" | "readwrite"> = IDBPTransaction<Schema, Store[], Mode>;
export type Step = (db: Db) => void;

export const NAME = "nguon";

/** The version of the database is the number of steps. Steps are added at the end, never changed. */
export const STEPS: readonly Step[] = [
  (db) => {
    db.createObjectStore("draft", { keyPath: "id" }).createIndex("place", [
      "who",
      "kind",
      "subject",
    ]);
    db.createObjectStore("outbox", { keyPath: "id" });
    db.createObjectStore("acked", { keyPath: "id" });
    db.createObjectStore("photo", { keyPath: "sha256" });
    db.createObjectStore("photo_bytes");
    db.createObjectStore("kit");
    db.createObjectStore("meta");
  },
];

export interface Told {
  /** Another tab runs a newer app and wants to upgrade: this one has let go. */
  outdated?: () => void;
  /** The browser has closed the database; the next use opens it again. */
  terminated?: () => void;
}

export async function openDatabase(name = NAME, steps = STEPS, told: Told = {}): Promise<Db> {
  const db: Db = await openDB<Schema>(name, steps.length, {
    upgrade(upgraded, from, _to, tx) {
      tx.done.catch(() => undefined); // the opening itself tells that it failed
      for (const step of steps.slice(from)) step(upgraded);
    },
    blocking() {
      db.close();
      told.outdated?.();
    },
    terminated() {
      told.terminated?.();
    },
  });
  return db;
}

/** Whatever version lies there, without upgrading: for the rescue page. */
export async function openAsItIs(name = NAME): Promise<Db> {
  return openDB<Schema>(name);
}

export function isFull(error: unknown): boolean {
  return error instanceof Error && error.name === "QuotaExceededError";
}

/** Resolves only when the transaction is complete, and on the disk if `durability` is strict. */
export async function write<T>(
  db: Db,
  stores: Store[],
  durability: "strict" | "relaxed",
  deed: (tx: Tx<"readwrite">) => Promise<T>,
): Promise<T> {
  const tx = db.transaction(stores, "readwrite", { durability });
  const done = tx.done;
  done.catch(() => undefined);
  let result: T;
  try {
    result = await deed(tx);
  } catch (error) {
    try {
      tx.abort();
    } catch {
      // It has ended by itself: the reason is in `error` or in `tx.error`.
    }
    throw tx.error ?? error;
  }
  await done;
  return result;
}

export async function getMeta<K extends keyof Meta>(db: Db, key: K): Promise<Meta[K] | undefined> {
  return (await db.get("meta", key)) as Meta[K] | undefined;
}

export async function setMeta<K extends keyof Meta>(
  db: Db,
  key: K,
  value: Meta[K],
  durability: "strict" | "relaxed" = "relaxed",
): Promise<void> {
  await write(db, ["meta"], durability, (tx) => tx.objectStore("meta").put(value, key));
}

/** Counts one more try, or forgets them; tells how many there are in a row. */
export async function countPin(db: Db, person: Uuid, by: 0 | 1 | "forget"): Promise<number> {
  return write(db, ["meta"], "strict", async (tx) => {
    const meta = tx.objectStore("meta");
    const all = ((await meta.get("wrong_pins")) ?? {}) as Meta["wrong_pins"];
    const tries = by === "forget" ? 0 : (all[person] ?? 0) + by;
    if (by !== 0) await meta.put({ ...all, [person]: tries }, "wrong_pins");
    return tries;
  });
}

/**
 * Who stands at the phone. One that lies on the table belongs to nobody, and a turned clock counts
 * as lying there; in one transaction, for another tab may be touched at this very moment.
 */
export async function liveSession(db: Db, idle_ms: number): Promise<Session | null> {
  return write(db, ["meta"], "relaxed", async (tx) => {
    const meta = tx.objectStore("meta");
    const found = (await meta.get("session")) as Session | undefined;
    if (found && Math.abs(Date.now() - found.touched_at) <= idle_ms) return found;
    if (found) await meta.delete("session");
    return null;
  });
}

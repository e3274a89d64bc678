/** The way out when nothing else works: all that was not sent, as one file. */

import { type Db, openAsItIs } from "./database";
import { bytesOf } from "./photos";

/**
 * Readable by `nguon` and by eye: each record's exact text under `records`, photos as base64.
 * Reads whatever the database has, also one that a newer app could not upgrade.
 */
export async function exportOf(db: Db): Promise<Blob> {
  const has = (name: string) => ([...db.objectStoreNames] as string[]).includes(name);
  const rows = has("outbox") ? await db.getAll("outbox") : [];
  const drafts = has("draft") ? await db.getAll("draft") : [];
  const hashes = has("photo_bytes") ? await db.getAllKeys("photo_bytes") : [];
  const parts: string[] = [];
  for (const sha256 of hashes) {
    const bytes = await bytesOf(db, sha256);
    parts.push(`${JSON.stringify(sha256)}:${bytes ? `"${base64(bytes)}"` : null}`);
  }
  const records = rows.sort((a, b) => a.seq - b.seq).map((row) => row.text);
  const states = rows.map(({ id, state, tries, error }) => ({ id, state, tries, error }));
  const text = [
    `{"format":"nguon-outbox","version":1,"exported_at":${JSON.stringify(new Date())}`,
    `"records":[\n${records.join(",\n")}\n]`,
    `"states":${JSON.stringify(states)}`,
    `"drafts":${JSON.stringify(drafts)}`,
    `"photos":{${parts.join(",\n")}}}`,
  ].join(",\n");
  return new Blob([text], { type: "application/json" });
}

export async function rescue(name: string): Promise<Blob> {
  const db = await openAsItIs(name);
  try {
    return await exportOf(db);
  } finally {
    db.close();
  }
}

function base64(bytes: ArrayBuffer): string {
  let text = "";
  for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
  return btoa(text);
}

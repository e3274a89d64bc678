/** What is being written. It survives a killed browser, and becomes one record at most. */

import { newId } from "../core/ids";
import type { RecordKind, Uuid } from "../types";
import { type Db, type Draft, type DraftRow, write } from "./database";
import { withRoom } from "./room";

/** The open form about this subject, or a new one; two tabs that ask get the same. */
export async function openDraft(
  db: Db,
  who: string,
  kind: RecordKind,
  subject: string,
): Promise<Draft> {
  return withRoom(db, () =>
    write(db, ["draft"], "relaxed", async (tx) => {
      const drafts = tx.objectStore("draft");
      const open = await drafts.index("place").get([who, kind, subject]);
      if (open) return found(open);
      const fresh = { id: newId(), kind, subject, body: {}, photos: [] };
      await drafts.put({ ...fresh, who, touched_at: Date.now() });
      return fresh;
    }),
  );
}

/** A draft that was saved meanwhile, in this tab or another, stays saved. */
export async function keepDraft(db: Db, who: string, draft: Draft): Promise<void> {
  await withRoom(db, () =>
    write(db, ["draft", "outbox", "acked"], "relaxed", async (tx) => {
      if (await tx.objectStore("outbox").getKey(draft.id)) return;
      if (await tx.objectStore("acked").getKey(draft.id)) return;
      await tx.objectStore("draft").put({ ...shown(draft), who, touched_at: Date.now() });
    }),
  );
}

export async function dropDraft(db: Db, id: Uuid): Promise<void> {
  await write(db, ["draft"], "relaxed", (tx) => tx.objectStore("draft").delete(id));
}

function found(open: DraftRow): Draft {
  const begun = Object.keys(open.body).length > 0 || open.photos.length > 0;
  return { ...shown(open), ...(begun ? { left_at: open.touched_at } : {}) };
}

function shown({ id, kind, subject, body, photos, replaces }: Draft | DraftRow): Draft {
  return { id, kind, subject, body, photos, ...(replaces ? { replaces } : {}) };
}

const EDITING_MS = 10 * 60_000;

/** Whether somebody, in any tab, touched a form lately. A turned clock must not block for days. */
export async function isBeingEdited(db: Db, now: number): Promise<boolean> {
  const drafts = await db.getAll("draft");
  return drafts.some((draft) => Math.abs(now - draft.touched_at) < EDITING_MS);
}

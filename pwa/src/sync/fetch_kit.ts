/** What the kitchen must know offline, fetched only when it changed. */

import { type Answer, judge, type Received } from "../core/answers";
import { type Db, type Enrolment, type KitRow, write } from "../store/database";
import type { Instant, Kit } from "../types";
import type { Call } from "./http";

/**
 * What was acknowledged before the question was asked is in the answer, so from then on the kit
 * tells it: a hold that the manager has released must not come back from the phone.
 */
export async function fetchKit(
  db: Db,
  enrolment: Enrolment,
  call: (asked: Call) => Promise<Received | null>,
  now: () => Instant,
): Promise<Answer["kind"]> {
  const old = await db.get("kit", "kit");
  const told = (await db.getAll("acked")).filter((row) => !row.in_kit).map((row) => row.id);
  const asked = { token: enrolment.token, etag: old?.etag ?? null };
  const answer = judge(await call({ method: "GET", path: "/api/v1/kit", ...asked }));
  if (answer.kind !== "ours") return answer.kind;
  const row = answer.status === 304 ? old && { ...old, fetched_at: now() } : fresh(answer, now());
  if (!row) return "strange";
  await write(db, ["kit", "acked"], "relaxed", async (tx) => {
    await tx.objectStore("kit").put(row, "kit");
    for (const id of told) {
      const acked = await tx.objectStore("acked").get(id);
      if (acked) await tx.objectStore("acked").put({ ...acked, in_kit: true });
    }
  });
  return "ours";
}

function fresh(answer: Answer & { kind: "ours" }, fetched_at: Instant): KitRow | null {
  const kit = answer.json as Partial<Kit> | null;
  if (!kit || typeof kit.version !== "string" || !kit.kitchen || !kit.stop_list) return null;
  return { kit: kit as Kit, etag: answer.etag, fetched_at };
}

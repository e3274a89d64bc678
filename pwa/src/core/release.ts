import type { Instant, KitSample } from "../types";

export interface Release {
  ok: boolean;
  /** When the hours are over; null if nobody knows. */
  at: Instant | null;
  why: "ok" | "held" | "early" | "clock";
}

/**
 * R9: both clocks must say that the hours are over, so that a clock set forward frees nothing.
 *
 * `clock`: the phone says so, but the last server time and the steady time since do not: one
 * contact with the server settles it. `proven_ms` is null if there never was a contact.
 */
export function mayDestroy(
  sample: Pick<KitSample, "held" | "may_destroy_at">,
  phone_ms: number,
  proven_ms: number | null,
): Release {
  const at = sample.may_destroy_at;
  if (sample.held) return { ok: false, at: null, why: "held" };
  if (at === null || phone_ms < Date.parse(at)) return { ok: false, at, why: "early" };
  if (proven_ms === null || proven_ms < Date.parse(at)) return { ok: false, at, why: "clock" };
  return { ok: true, at, why: "ok" };
}

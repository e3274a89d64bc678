/**
 * What the phone may believe about the time (R8, R9).
 *
 * `wall` is the phone's own clock, which anybody can turn. `mono` only runs forward, but it stands
 * still while the phone sleeps and starts again with every page life (`boot_id`). So mono proves
 * that at least so much time has passed, and never that no more has.
 */

import type { Uuid } from "../types";

export interface Reading {
  wall_ms: number;
  mono_ms: number;
  boot_id: Uuid;
}

/** The last contact with the server, kept across page lives. */
export interface Anchor extends Reading {
  /** What the server's clock said; `wall_ms` is the phone's clock at that same instant. */
  server_ms: number;
  /** Half of it is how far `wall_ms` may be wrong. */
  round_trip_ms: number;
}

/** Clocks drift and are measured over a slow network; less than this is not called a jump. */
export const JITTER_MS = 2_000;

/** The server's stamp lies somewhere between sending and getting: the round trip is halved. */
export function anchorOf(server_ms: number, sent: Reading, got: Reading): Anchor {
  const round_trip_ms = Math.max(0, got.mono_ms - sent.mono_ms);
  return { ...got, wall_ms: got.wall_ms - round_trip_ms / 2, server_ms, round_trip_ms };
}

/**
 * The newest contact counts. Only the phone's error is taken over from an earlier and quicker
 * one, as long as the newer measurement does not contradict it.
 */
export function refined(old: Anchor | null, fresh: Anchor): Anchor {
  if (!old || old.round_trip_ms >= fresh.round_trip_ms) return fresh;
  const apart = Math.abs(errorOf(old) - errorOf(fresh));
  if (apart > fresh.round_trip_ms / 2) return fresh;
  const wall_ms = fresh.server_ms + errorOf(old);
  return { ...fresh, wall_ms, round_trip_ms: old.round_trip_ms };
}

export function errorOf(anchor: Anchor): number {
  return anchor.wall_ms - anchor.server_ms;
}

/** It is at least this late: the last server time and the steady time passed since. */
export function proven(anchor: Anchor, at: Reading): number {
  const since = at.boot_id === anchor.boot_id ? at.mono_ms - anchor.mono_ms : at.mono_ms;
  return anchor.server_ms + Math.max(0, since);
}

/** The true time as far as it is known; a clock that was set back is overruled by mono. */
export function corrected(anchor: Anchor | null, at: Reading): number {
  if (!anchor) return at.wall_ms;
  const told = at.wall_ms - errorOf(anchor);
  const least = proven(anchor, at);
  return least - told > JITTER_MS ? least : told;
}

/**
 * The true time of a record, not before the one saved just before it: told and proven time lie a
 * round trip apart, and two taps must not change places when one clock takes over from the other.
 */
export function savedAt(anchor: Anchor | null, at: Reading, before: number | null): number {
  const now = corrected(anchor, at);
  return before !== null && before > now && before - now <= JITTER_MS ? before : now;
}

/**
 * Whether the phone's clock was turned between two readings of one page life. Forward may also
 * mean that the phone has slept.
 */
export function jump(before: Reading, after: Reading): "back" | "ahead" | null {
  if (before.boot_id !== after.boot_id) return null;
  const gained = after.wall_ms - before.wall_ms - (after.mono_ms - before.mono_ms);
  if (gained < -JITTER_MS) return "back";
  return gained > JITTER_MS ? "ahead" : null;
}

const DAY_MS = 86_400_000;
/** Longer than any holiday: then a clock set ahead is likelier than so long a silence. */
const SILENCE_MS = 100 * DAY_MS;

/** A clock this wrong makes every secure connection fail: «check date and time». */
export function isImplausible(anchor: Anchor | null, at: Reading): boolean {
  if (at.wall_ms < Date.UTC(2026, 0)) return true;
  if (anchor === null) return false;
  const now = corrected(anchor, at);
  return now - (at.wall_ms - errorOf(anchor)) > DAY_MS || now - anchor.server_ms > SILENCE_MS;
}

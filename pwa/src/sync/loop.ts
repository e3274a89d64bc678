/** When to look: on start, online, visible, and at least every minute (R5). */

import type { Trigger } from "./drain";

const TICK_MS = 5_000;
const ROUND_MS = 60_000;

export interface Rounds {
  drain: (trigger: Trigger) => void;
  fetchKit: () => void;
  /** Monotonic time at which something becomes due before the next round; null if nothing. */
  due: () => number | null;
  offline: () => void;
  /** Somebody touched the screen. */
  touched: () => void;
  /** Whether the clock was turned, or the phone has slept, since this was last asked. */
  turned: () => boolean;
  /** Every few seconds: the idle person, the waiting update. */
  tick: () => void;
}

/** Returns the way to end it. */
export function goRound(rounds: Rounds): () => void {
  let last = performance.now();
  const visible = () => globalThis.document?.visibilityState !== "hidden";
  const round = (trigger: Trigger) => {
    last = performance.now();
    rounds.drain(trigger);
    if (visible()) rounds.fetchKit();
  };
  const tick = () => {
    rounds.tick();
    const due = rounds.due();
    const now = performance.now();
    if (rounds.turned()) round("network");
    else if (now - last >= ROUND_MS) round("timer");
    else if (due !== null && now >= due) rounds.drain("timer");
  };
  const timer = setInterval(tick, TICK_MS);
  const stopping = new AbortController();
  const listen = (target: EventTarget | undefined, name: string, deed: () => void) =>
    target?.addEventListener(name, deed, { signal: stopping.signal, passive: true });
  const page = globalThis.document as Document | undefined;
  const frame = page ? globalThis : undefined;
  listen(frame, "online", () => round("network"));
  listen(frame, "offline", rounds.offline);
  listen(frame, "nguon-drain", () => round("network"));
  listen(frame, "pageshow", () => round("network"));
  listen(page, "visibilitychange", () => {
    if (visible()) round("network");
  });
  listen(page, "pointerdown", rounds.touched);
  listen(page, "keydown", rounds.touched);
  round("network");
  return () => {
    clearInterval(timer);
    stopping.abort();
  };
}

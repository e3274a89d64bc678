/** How long to wait before trying again. */

const FIRST_MS = 2_000;
export const LONGEST_MS = 5 * 60_000;

/** Doubles up to five minutes; the jitter keeps a whole valley of phones from coming at once. */
export function waitAfter(tries: number, random: number = Math.random()): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, tries - 1));
  return whole / 2 + (whole / 2) * random;
}

/** The server waits for a person or for another record: asking often would not help. */
export const PARKED_MS = 10 * 60_000;

/** `Retry-After` in seconds or as a date, read against the server's own clock if it gave one. */
export function retryAfter(header: string | null, server_ms: number): number | null {
  if (!header) return null;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const until = Date.parse(header);
  return Number.isNaN(until) ? null : Math.max(0, until - server_ms);
}

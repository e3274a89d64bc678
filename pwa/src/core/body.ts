/** Bodies of records between a form, which knows the true time, and the wire. */

/**
 * Every member named `…_at` is an instant. Forms hold the true time; on the wire a record speaks
 * by the phone's clock throughout and tells its error once, in `offset_ms`. Unanswered members
 * and those the screens keep for themselves (`_…`) stay at home.
 */
export function shifted(body: Record<string, unknown>, by_ms: number): Record<string, unknown> {
  const entries = Object.entries(body).filter(
    ([name, value]) => !name.startsWith("_") && value !== undefined,
  );
  return Object.fromEntries(entries.map(([name, value]) => [name, moved(name, value, by_ms)]));
}

function moved(name: string, value: unknown, by_ms: number): unknown {
  if (Array.isArray(value)) return value.map((one) => moved("", one, by_ms));
  if (typeof value === "object" && value !== null) {
    return shifted(value as Record<string, unknown>, by_ms);
  }
  if (!name.endsWith("_at") || typeof value !== "string") return value;
  const at = Date.parse(value);
  return Number.isNaN(at) ? value : new Date(at + by_ms).toISOString();
}

/** Bodies of records between a form and the wire. */

/**
 * Instants of a body are server time on both sides: the app knows its clock's error, takes it out
 * and tells it beside the phone's own `claimed_at`. Unanswered members and those the screens keep
 * for themselves (`_…`) stay at home.
 */
export function wireBody(body: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(body).filter(
    ([name, value]) => !name.startsWith("_") && value !== undefined,
  );
  return Object.fromEntries(entries.map(([name, value]) => [name, member(value)]));
}

function member(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(member);
  if (typeof value === "object" && value !== null)
    return wireBody(value as Record<string, unknown>);
  return value;
}

/** Whether a scanned or chosen thing is held or recalled. */

import type { Kit, Stop } from "../types";

function folded(text: string): string {
  return text.replaceAll("-", "").toLowerCase();
}

/** `what`: a code, a lot URI, or the id of a lot, sample or meal. Asks all names the thing has. */
export function stopOf(kit: Kit, what: string): Stop | null {
  const asked = folded(what);
  if (!asked) return null;
  const wanted = new Set([asked]);
  const add = (own: (string | null)[], more: string[] = []) => {
    if (!own.some((name) => name && folded(name) === asked)) return;
    for (const name of [...own, ...more]) if (name) wanted.add(folded(name));
  };
  for (const line of kit.lines) {
    add([line.id, line.record, line.lot_uri, line.lot_code, line.label]);
  }
  for (const sample of kit.samples) {
    // A reusable box that was emptied holds nothing any more.
    const box = sample.destroyed_at === null ? sample.box : "";
    add([sample.id, sample.record, sample.uri, sample.code, box], [sample.meal]);
  }
  return kit.stop_list.stops.find((stop) => isOn(stop, wanted)) ?? null;
}

function isOn(stop: Stop, wanted: ReadonlySet<string>): boolean {
  return [stop.of, ...stop.codes].some((name) => wanted.has(folded(name)));
}
